package io.tandem.local.run;

import io.tandem.local.process.ClassArchive;
import io.tandem.local.process.Folders;
import io.tandem.local.process.JavaProgram;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.ProjectRoot;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** What a service is started with: the same contract (environment, ports, health) whatever it was built to. */
@FunctionalInterface
public interface ServicePrograms {

    /** Below a service's folder. */
    String QUARKUS_RUN = "target/quarkus-app/quarkus-run.jar";

    /** System property: more options for the services' JVMs, parted by blanks, such as the tests' (see pom.xml). */
    String JVM_OPTIONS = "tandem.services.jvm-options";

    /**
     * On the JVM. The heap is bounded because two services, a broker and a database share the machine; a heap so small, on so few
     * cores, is collected with the least processor time by one thread (see docs/benchmarks.md). A JVM that has run out of it ends, to
     * be started again: threads that died of it are missed by all others.
     */
    ServicePrograms JVM = (module, properties) -> onTheJvm(quarkusRun(module), properties);

    /** The native executables that {@code make native} builds. */
    ServicePrograms NATIVE = (module, properties) -> {
        List<String> words = new ArrayList<>(List.of(nativeRunner(module).toString()));
        words.addAll(properties);
        return words;
    };

    /**
     * The command line of a service.
     *
     * @param module {@code order-native} or {@code logistics-native}
     * @param properties {@code -Dname=value} words that both JVM and native executables take
     */
    List<String> commandLine(String module, List<String> properties);

    static ServicePrograms of(String mode) {
        return switch (mode) {
            case "", "jvm" -> JVM;
            case "native" -> NATIVE;
            default -> throw new LocalFailure("MODE is " + mode + ", but can only be jvm or native");
        };
    }

    /** On the JVM, with the same options, what another checkout has built. */
    static ServicePrograms builtIn(Path checkout) {
        return (module, properties) -> onTheJvm(checkout.resolve(module).resolve(QUARKUS_RUN), properties);
    }

    /**
     * The same programs from copies that are made at their first start: a build meanwhile then takes no class from under a process, and
     * one that is started again is the same program.
     */
    static ServicePrograms copied(ServicePrograms programs, Path folder) {
        Map<String, Path> copies = new ConcurrentHashMap<>();
        if (programs == JVM) {
            return (module, properties) -> onTheJvm(
                    copies.computeIfAbsent(module, name -> copyWithArchive(quarkusRun(name), folder.resolve(name)))
                            .resolve("quarkus-run.jar"),
                    properties);
        }
        if (programs == NATIVE) {
            return (module, properties) -> {
                List<String> words = new ArrayList<>(programs.commandLine(module, properties));
                words.set(
                        0,
                        copies.computeIfAbsent(module, name -> copy(nativeRunner(name), folder.resolve(name)))
                                .toString());
                return words;
            };
        }
        return programs;
    }

    private static Path copyWithArchive(Path program, Path to) {
        Path archive = archive(program);
        if (Files.isReadable(archive)) {
            copy(archive, archive(to.resolve(program.getFileName())));
        }
        return copy(program.getParent(), to);
    }

    private static Path copy(Path from, Path to) {
        Folders.delete(to);
        try {
            Files.createDirectories(to.getParent());
            Folders.copy(from, to);
            return to;
        } catch (IOException failure) {
            throw new LocalFailure("Cannot copy " + from + " to " + to + ": " + failure.getMessage(), failure);
        }
    }

    private static List<String> onTheJvm(Path program, List<String> properties) {
        List<String> options = new ArrayList<>(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
        options.addAll(Stream.of(System.getProperty(JVM_OPTIONS, "").split(" "))
                .filter(option -> !option.isBlank())
                .toList());
        List<String> archive = ClassArchive.options(archive(program));
        options.addAll(archive);
        options.addAll(properties);
        if (archive.isEmpty()) {
            return JavaProgram.jar(program, options.toArray(String[]::new));
        }
        // JDK 17 takes an archive for a jar at the very path: from its own folder that of a copy is the same.
        List<String> words = new ArrayList<>(
                List.of("env", "-C", program.getParent().toAbsolutePath().toString()));
        words.addAll(JavaProgram.jar(program.getFileName(), options.toArray(String[]::new)));
        return words;
    }

    /** Beside the program's folder: classes that {@code make package} has made ready for this machine's JVM (see docs/decisions/0034). */
    private static Path archive(Path program) {
        Path folder = program.getParent();
        return folder.resolveSibling(folder.getFileName() + ".jsa");
    }

    /** The JVM's program. @throws LocalFailure if it was not built */
    static Path quarkusRun(String module) {
        return ProjectRoot.built(module, QUARKUS_RUN);
    }

    /** The native executable. @throws LocalFailure if it was not built */
    static Path nativeRunner(String module) {
        Path target = ProjectRoot.find().resolve(module).resolve("target");
        try (DirectoryStream<Path> runners = Files.newDirectoryStream(target, "*-runner")) {
            for (Path runner : runners) {
                return runner;
            }
        } catch (IOException noTarget) {
            // the same as no runner
        }
        throw new LocalFailure(module + " has no native executable: run `make native` first");
    }
}
