package io.tandem.rehearse;

import io.tandem.local.process.LocalFailure;
import io.tandem.rehearse.network.Namespaces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a run would leave on this machine if it did not clean up. */
final class Leftovers {

    private Leftovers() {}

    static List<String> of(Namespaces namespaces, Path folder) {
        List<String> left = new ArrayList<>();
        namespaces.existing().forEach(namespace -> left.add("network namespace " + namespace));
        mounts(folder).forEach(mount -> left.add("mount " + mount));
        ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> commandLine(process).contains(folder.toString()))
                .forEach(process -> left.add("process " + process.pid() + ": " + commandLine(process)));
        controlGroups(namespaces).forEach(group -> left.add("control group " + group));
        return left;
    }

    private static List<String> mounts(Path folder) {
        return read(Path.of("/proc/mounts"))
                .lines()
                .map(line -> line.split(" ", 3)[1])
                .filter(mount -> mount.startsWith(folder.toString()))
                .toList();
    }

    private static List<Path> controlGroups(Namespaces namespaces) {
        List<Path> roots = List.of(Path.of("/sys/fs/cgroup"), Path.of("/sys/fs/cgroup/unified"));
        return roots.stream()
                .filter(Files::isDirectory)
                .flatMap(Leftovers::entries)
                .filter(entry -> entry.getFileName().toString().startsWith(namespaces.run() + "-"))
                .toList();
    }

    private static Stream<Path> entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList().stream();
        } catch (IOException failure) {
            throw new LocalFailure("Cannot look into " + folder + ": " + failure.getMessage(), failure);
        }
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
