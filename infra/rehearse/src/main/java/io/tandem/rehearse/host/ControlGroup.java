package io.tandem.rehearse.host;

import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Waiting;
import io.tandem.rehearse.tool.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A container's control group, in the unified hierarchy, whatever of it the machine itself uses. */
public record ControlGroup(Path path) {

    private static final Path ROOT = Path.of("/sys/fs/cgroup");
    private static final Duration EMPTYING = Duration.ofSeconds(10);

    /** Only this process and its children see it there, since they have a mount namespace of their own. */
    static void mountHierarchy() {
        if (!Files.exists(ROOT.resolve("cgroup.controllers"))) {
            Tool.run("mount", "-t", "cgroup2", "cgroup2", ROOT.toString());
        }
    }

    static ControlGroup of(String name) {
        return new ControlGroup(ROOT.resolve(name));
    }

    /** What the units limit and this group cannot. */
    List<String> missingControllers() {
        try {
            List<String> there = List.of(
                    Files.readString(path.resolve("cgroup.controllers")).strip().split(" ", -1));
            return Stream.of("memory", "pids")
                    .filter(wanted -> !there.contains(wanted))
                    .toList();
        } catch (IOException failure) {
            throw new LocalFailure("Cannot read the controllers of " + path + ": " + failure.getMessage(), failure);
        }
    }

    /** The groups of a run that there are. */
    public static List<ControlGroup> ofRun(String run) {
        return all().filter(group -> group.name().startsWith(run + "-")).toList();
    }

    /** At the top of the hierarchy, seen from outside as well, where that may be elsewhere. */
    public static Stream<ControlGroup> all() {
        return Stream.of(ROOT, ROOT.resolve("unified"))
                .flatMap(ControlGroup::entries)
                .map(ControlGroup::new);
    }

    public String name() {
        return path.getFileName().toString();
    }

    private static Stream<Path> entries(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList().stream();
        } catch (IOException failure) {
            throw new LocalFailure("Cannot look into " + folder + ": " + failure.getMessage(), failure);
        }
    }

    /** With all that systemd made in it, once its processes are gone. */
    public void remove() {
        boolean gone = Waiting.until(EMPTYING, () -> {
            for (Path each : folders()) {
                Files.delete(each);
            }
            return true;
        });
        if (!gone) {
            throw new LocalFailure("The control group " + path + " cannot be removed: something still runs in it");
        }
    }

    private List<Path> folders() throws IOException {
        if (!Files.exists(path)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(path)) {
            return all.filter(Files::isDirectory)
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }
}
