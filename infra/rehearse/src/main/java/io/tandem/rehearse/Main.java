package io.tandem.rehearse;

import io.tandem.local.process.AtExit;
import io.tandem.local.process.ChildProcess;
import io.tandem.local.process.Folders;
import io.tandem.local.process.JavaProgram;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Progress;
import io.tandem.local.process.ProjectRoot;
import io.tandem.rehearse.host.HostImage;
import io.tandem.rehearse.network.Namespaces;
import io.tandem.rehearse.network.Site;
import io.tandem.rehearse.network.Vpc;
import io.tandem.rehearse.stack.Planner;
import io.tandem.rehearse.tool.Tool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The program behind {@code make rehearse}: prepares what is needed, makes the network, lets {@link Rehearsal} run in it as a client
 * outside, takes everything away again, and makes sure of that. A JVM cannot change its namespace, hence two.
 */
public final class Main {

    private static final Duration AT_MOST = Duration.ofMinutes(45);
    private static final Duration STOPPING = Duration.ofSeconds(100);

    private Main() {}

    public static void main(String... arguments) {
        AtExit.orSayWhyNot(() -> System.exit(allHeld() ? 0 : 1));
    }

    private static boolean allHeld() {
        Progress out = Progress.CONSOLE;
        Requirements.install(out);
        Planner.prepare(ProjectRoot.find().resolve("infra/ros/tandem.yml"));
        Leftovers.removeOfDeadRuns();
        Path image = HostImage.ofUser(out);
        Path folder = newFolder();
        Namespaces namespaces = Namespaces.ofThisProcess();
        AtomicBoolean done = new AtomicBoolean();
        AtExit.first(() -> cleanUp(namespaces, folder, !done.get()));
        try {
            boolean held = rehearsed(namespaces, folder, image, out);
            if (AtExit.isExiting()) {
                return false;
            }
            held = nothingIsLeft(namespaces, folder, out) && held;
            if (held) {
                Folders.delete(folder);
            } else {
                out.say("Logs and disks are kept in " + folder);
            }
            return held;
        } finally {
            done.set(!AtExit.isExiting());
        }
    }

    /** Ctrl-C; or an end like any other, when there is nothing to do. */
    private static void cleanUp(Namespaces namespaces, Path folder, boolean interrupted) {
        Tool.endAll();
        Leftovers.remove(namespaces);
        if (interrupted) {
            Folders.delete(folder);
        }
    }

    private static boolean rehearsed(Namespaces namespaces, Path folder, Path image, Progress out) {
        out.say("making the release, and another one to upgrade to");
        Releases releases = Releases.prepare(folder.resolve("releases"));
        try {
            new Vpc(namespaces).open();
            ChildProcess rehearsal = ChildProcess.start(command(namespaces, folder, image, releases));
            AtExit.first(() -> rehearsal.stop(STOPPING));
            return ended(rehearsal, out);
        } finally {
            Leftovers.remove(namespaces);
        }
    }

    private static ChildProcess.Command command(Namespaces namespaces, Path folder, Path image, Releases releases) {
        List<String> java = JavaProgram.main(
                System.getProperty("java.class.path"),
                Rehearsal.class.getName(),
                List.of(namespaces.run(), folder.toString(), image.toString(), releases.flavor(), releases.version()),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1");
        return ChildProcess.Command.of(
                        "rehearsal",
                        Namespaces.inside(namespaces.of(Site.OUTSIDE), java),
                        folder.resolve("rehearsal.log"))
                .withPipes();
    }

    /** Tells its lines; true if it ended well, and in time. */
    private static boolean ended(ChildProcess rehearsal, Progress out) {
        Thread teller = new Thread(() -> tell(rehearsal, out), "teller");
        teller.setDaemon(true);
        teller.start();
        if (!rehearsal.waitFor(AT_MOST)) {
            out.say("The rehearsal did not end within " + AT_MOST.toMinutes() + " min");
            rehearsal.stop(STOPPING);
            return false;
        }
        try {
            teller.join(STOPPING.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (rehearsal.exitCode() != 0) {
            out.say(rehearsal.lastLines(1));
        }
        return rehearsal.exitCode() == 0;
    }

    private static void tell(ChildProcess rehearsal, Progress out) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(rehearsal.output(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                out.say(line);
            }
        } catch (IOException ended) {
            if (!AtExit.isExiting()) {
                out.say("the rehearsal's lines end: " + ended.getMessage());
            }
        }
    }

    private static boolean nothingIsLeft(Namespaces namespaces, Path folder, Progress out) {
        List<String> left = Leftovers.of(namespaces, folder);
        left.forEach(each -> out.say("left behind: " + each));
        if (left.isEmpty()) {
            out.say("On this machine nothing is left: no namespace, no process, no mount, no control group.");
        }
        return left.isEmpty();
    }

    private static Path newFolder() {
        Path folder = ProjectRoot.find()
                .resolve(".run-rehearse")
                .resolve(Long.toString(ProcessHandle.current().pid()));
        try {
            Files.createDirectories(folder.getParent());
            Folders.delete(folder); // an earlier run's that had the same number
            return Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException failure) {
            throw new LocalFailure("Cannot make " + folder + ": " + failure.getMessage(), failure);
        }
    }
}
