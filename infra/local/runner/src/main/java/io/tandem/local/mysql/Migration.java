package io.tandem.local.mysql;

import io.tandem.local.process.ChildProcess;
import io.tandem.local.process.ClassArchive;
import io.tandem.local.process.JavaProgram;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.ProjectRoot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs the migration program of {@code infra/migrate} to its end. */
public final class Migration {

    private static final Duration AT_MOST = Duration.ofMinutes(3);

    /** Of the runner's environment: the password is given as it stands. */
    private static final List<String> NOT_ITS_OWN = List.of("MYSQL_PASSWORD_FILE", "CREDENTIALS_DIRECTORY");

    private Migration() {}

    /** Fails with a {@link LocalFailure} that carries the program's own last line. */
    public static void run(Map<String, String> environment, Path log) {
        Path jar = ProjectRoot.built("infra/migrate", "target/quarkus-app/quarkus-run.jar");
        List<String> options = new ArrayList<>(List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        options.addAll(ClassArchive.options(ProjectRoot.find().resolve("infra/migrate/target/quarkus-app.jsa")));
        ChildProcess program = ChildProcess.start(
                ChildProcess.Command.of("migrate", JavaProgram.jar(jar, options.toArray(String[]::new)), log)
                        .withEnvironment(environment)
                        .withholding(NOT_ITS_OWN));
        if (!program.waitFor(AT_MOST)) {
            program.kill();
            throw new LocalFailure("The migration did not end within " + AT_MOST.toMinutes() + " min, see " + log);
        }
        if (program.exitCode() != 0) {
            throw new LocalFailure("The migration failed: " + program.lastLines(1) + " (see " + log + ")");
        }
    }
}
