package io.tandem.local.process;

/** Where short lines for people go while something takes its time. */
@FunctionalInterface
public interface Progress {

    Progress SILENT = line -> {};

    /** To standard output, at once. */
    Progress CONSOLE = line -> {
        System.out.println(line);
        System.out.flush();
    };

    void say(String line);
}
