package io.tandem.rehearse.network;

import io.tandem.rehearse.tool.Finished;
import io.tandem.rehearse.tool.Tool;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The network namespaces of one rehearsal, told from those of another by the run's name. Nothing of the machine's own network is
 * touched, and from inside nothing outside can be reached.
 */
public record Namespaces(String run) {

    /** Of a run's name; the process' number follows. */
    public static final String BEGINNING = "tandem-";

    private static final Duration SHORT = Duration.ofSeconds(10);

    public String of(Site site) {
        return run + "-" + site.label();
    }

    /** The router, with the bridges of the vSwitches. */
    public String router() {
        return run + "-vpc";
    }

    /** The words of a command that runs in a namespace. */
    public static List<String> inside(String namespace, List<String> words) {
        return Stream.concat(Stream.of("ip", "netns", "exec", namespace), words.stream())
                .toList();
    }

    List<String> all() {
        return Stream.concat(Stream.of(router()), Arrays.stream(Site.values()).map(this::of))
                .toList();
    }

    /** Those there are: all of this run, or what is left of it. */
    public List<String> existing() {
        return names().stream().filter(all()::contains).toList();
    }

    /** The names of all on this machine, also of those that another program made. */
    public static List<String> names() {
        return Tool.run("ip", "netns", "list").lines().stream()
                .map(line -> line.split(" ", 2)[0])
                .toList();
    }

    public static Namespaces ofThisProcess() {
        return new Namespaces(BEGINNING + ProcessHandle.current().pid());
    }

    /** The processes that are in one of them. */
    public List<Long> processes() {
        return existing().stream()
                .map(namespace -> Tool.run(SHORT, "ip", "netns", "pids", namespace))
                .filter(Finished::succeeded)
                .flatMap(pids -> pids.lines().stream())
                .map(Long::parseLong)
                .toList();
    }
}
