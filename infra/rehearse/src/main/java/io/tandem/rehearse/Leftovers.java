package io.tandem.rehearse;

import io.tandem.local.process.LocalFailure;
import io.tandem.rehearse.host.ControlGroup;
import io.tandem.rehearse.network.Namespaces;
import io.tandem.rehearse.network.Vpc;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a run puts on this machine besides its folder: how to take it away, and whether it is gone. */
final class Leftovers {

    private static final Pattern RUN = Pattern.compile("(" + Namespaces.BEGINNING + "(\\d+))-");

    private Leftovers() {}

    /** Takes the network and the control groups of a run away, with whatever is still in them. */
    static synchronized void remove(Namespaces namespaces) {
        new Vpc(namespaces).remove();
        ControlGroup.ofRun(namespaces.run()).forEach(ControlGroup::remove);
    }

    /** Of runs that could not clean up, because they were killed. */
    static void removeOfDeadRuns() {
        Stream.concat(Namespaces.names().stream(), ControlGroup.all().map(ControlGroup::name))
                .map(RUN::matcher)
                .filter(Matcher::lookingAt)
                .filter(run -> ProcessHandle.of(Long.parseLong(run.group(2))).isEmpty())
                .map(run -> run.group(1))
                .distinct()
                .forEach(run -> remove(new Namespaces(run)));
    }

    static List<String> of(Namespaces namespaces, Path folder) {
        List<String> left = new ArrayList<>();
        namespaces.existing().forEach(namespace -> left.add("network namespace " + namespace));
        mounts(folder).forEach(mount -> left.add("mount " + mount));
        ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> commandLine(process).contains(folder.toString()))
                .forEach(process -> left.add("process " + process.pid() + ": " + commandLine(process)));
        ControlGroup.ofRun(namespaces.run()).forEach(group -> left.add("control group " + group.path()));
        return left;
    }

    private static List<String> mounts(Path folder) {
        return read(Path.of("/proc/mounts"))
                .lines()
                .map(line -> line.split(" ", 3)[1])
                .filter(mount -> mount.startsWith(folder.toString()))
                .toList();
    }

    private static String commandLine(ProcessHandle process) {
        try {
            byte[] words = Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
            return new String(words, StandardCharsets.UTF_8).replace('\0', ' ');
        } catch (IOException gone) {
            return "";
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new LocalFailure("Cannot read " + file + ": " + failure.getMessage(), failure);
        }
    }
}
