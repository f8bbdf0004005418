package io.tandem.local.broker;

import io.tandem.local.process.ChildProcess;
import io.tandem.local.process.ClassArchive;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.MavenProgram;
import io.tandem.local.process.ProjectRoot;
import io.tandem.local.process.UserCache;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;

/**
 * Where the classes of the RocketMQ server are. They cannot be on the class path of this program: server and client carry the
 * same gRPC classes.
 */
final class ServerProgram {

    private static final String MODULE = "infra/local/rocketmq";
    private static final Duration AT_MOST = Duration.ofMinutes(30);

    private static final String PROJECT = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>io.tandem.local</groupId>
              <artifactId>rocketmq-server</artifactId>
              <version>1</version>
              <packaging>pom</packaging>
              <dependencies>
                <dependency>
                  <groupId>io.tandem</groupId>
                  <artifactId>tandem-local-rocketmq</artifactId>
                  <version>%s</version>
                </dependency>
              </dependencies>
            </project>
            """;

    private ServerProgram() {}

    /** What a JVM starts it from in less time, where the checkout has made it (make test). */
    static List<String> archiveOptions() {
        return ProjectRoot.look()
                .map(root -> ClassArchive.options(root.resolve(MODULE).resolve("target/rocketmq.jsa")))
                .orElse(List.of());
    }

    /** What the checkout has built, in jars, for no archive has the classes of a folder; elsewhere, what Maven fetches into the user's cache, once for each version. */
    static String classPath() {
        if (ProjectRoot.look().isPresent()) {
            return ProjectRoot.built(MODULE, "target/tandem-local-rocketmq-" + version() + ".jar")
                    + File.pathSeparator
                    + ProjectRoot.built(MODULE, "target/lib")
                    + File.separator
                    + "*";
        }
        String version = version();
        return UserCache.ofUser().entry("rocketmq-server-" + version, folder -> fetch(version, folder))
                + File.separator
                + "*";
    }

    private static void fetch(String version, Path folder) throws IOException {
        Path project = Files.writeString(folder.resolve("pom.xml"), PROJECT.formatted(version));
        List<String> words = List.of(
                MavenProgram.path(),
                "-B",
                "-f",
                project.toString(),
                "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies",
                "-DincludeScope=runtime",
                "-DoutputDirectory=" + folder);
        ChildProcess maven = ChildProcess.start(ChildProcess.Command.of("maven", words, folder.resolve("maven.log")));
        if (!maven.waitFor(AT_MOST)) {
            maven.kill();
            throw new LocalFailure("RocketMQ was not fetched within " + AT_MOST.toMinutes() + " min");
        }
        if (maven.exitCode() != 0) {
            throw new LocalFailure("Maven could not fetch the RocketMQ server: " + MavenProgram.firstError(maven));
        }
    }

    private static String version() {
        try (InputStream file = ServerProgram.class.getResourceAsStream("/tandem-local.properties")) {
            Properties properties = new Properties();
            properties.load(file);
            return properties.getProperty("version");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
