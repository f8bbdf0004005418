package io.tandem.points;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tandem.local.process.FreePorts;
import io.tandem.local.process.ProjectRoot;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Dev mode as its users have it: on a copy of the sources, with the servers that it starts by itself. It compiles nearly
 * everything twice, so {@code make test-dev} runs it, not {@code make test}.
 */
@EnabledIfEnvironmentVariable(named = "TANDEM_DEV_MODE", matches = "true")
@Tag("servers")
class DevModeTest {

    /** A cold compile of five modules, on a machine that does something else. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Set<String> NO_SOURCES = Set.of(".git", "node_modules", "docs");

    /** What is built of these is copied, too: dev mode starts it, and it is not what is tested. */
    private static final Set<String> PROGRAMS =
            Set.of("infra/migrate/target", "infra/local/rocketmq/target", "infra/local/runner/target");

    private static final String PROJECT = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>com.example</groupId>
              <artifactId>points</artifactId>
              <version>1</version>
              <properties>
                <maven.compiler.release>17</maven.compiler.release>
                <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
              </properties>
              <dependencyManagement>
                <dependencies>
                  <dependency>
                    <groupId>io.quarkus</groupId>
                    <artifactId>quarkus-bom</artifactId>
                    <version>${quarkus}</version>
                    <type>pom</type>
                    <scope>import</scope>
                  </dependency>
                </dependencies>
              </dependencyManagement>
              <dependencies>
                <dependency>
                  <groupId>io.tandem</groupId>
                  <artifactId>quarkus-tandem</artifactId>
                  <version>1.0.0-SNAPSHOT</version>
                </dependency>
                <dependency>
                  <groupId>io.quarkus</groupId>
                  <artifactId>quarkus-rest-jackson</artifactId>
                </dependency>
              </dependencies>
              <build>
                <plugins>
                  <plugin>
                    <groupId>io.quarkus</groupId>
                    <artifactId>quarkus-maven-plugin</artifactId>
                    <version>${quarkus}</version>
                    <extensions>true</extensions>
                    <executions>
                      <execution>
                        <goals>
                          <goal>build</goal>
                        </goals>
                      </execution>
                    </executions>
                  </plugin>
                </plugins>
              </build>
            </project>
            """;

    private static final String TABLE = """
            CREATE TABLE IF NOT EXISTS points_entry (
                receipt VARCHAR(64) NOT NULL PRIMARY KEY,
                member_id BIGINT NOT NULL,
                points INT NOT NULL,
                attempt_id BINARY(16) NOT NULL UNIQUE
            );
            """;

    private final Path root = ProjectRoot.find();
    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = FreePorts.next();
    private final int managementPort = FreePorts.next();

    /** Stays after the test. */
    private final Path log = Path.of("target", "dev-mode-" + port + ".log").toAbsolutePath();

    @TempDir
    private Path folder;

    private Path copy;
    private Process dev;

    @BeforeEach
    void copySources() throws IOException {
        copy = folder.resolve("tandem");
        copy(root, copy);
        Path stamp =
                Files.createFile(Files.createDirectories(copy.resolve("target")).resolve("built-stack"));
        Files.setLastModifiedTime(stamp, FileTime.from(Instant.now()));
    }

    @AfterEach
    void stopsWithItsServers() throws InterruptedException {
        assertThat(dev).as("started; see %s", log).isNotNull();
        dev.destroy();
        assertThat(dev.waitFor(2, TimeUnit.MINUTES)).as("see %s", log).isTrue();
        await().atMost(PATIENCE).until(() -> ProcessHandle.allProcesses()
                .noneMatch(one -> one.info().commandLine().orElse("").contains(folder.toString())));
    }

    @Test
    void ourServiceAnswersTheSignInPageAndAgainAfterAnEdit() throws IOException {
        dev = start(copy, Map.of(), "make", "dev");
        await().atMost(PATIENCE).until(() -> get("/login").contains(">登录<"));

        edit(copy.resolve("src-shared/web/src/main/java/io/tandem/web/page/WebMessages.java"), "\"登录\"", "\"登入\"");

        await().atMost(PATIENCE).until(() -> get("/login").contains(">登入<"));
    }

    /** It has the extension from a repository, and no checkout above it. */
    @Test
    void anotherServiceHasTheServersToo() throws IOException, InterruptedException {
        String maven = newMaven();
        Process install = start(
                copy,
                anotherUser(),
                maven,
                "-B",
                "-ntp",
                "install",
                "-DskipTests",
                "-pl",
                "src-shared/deployment",
                "-am");
        assertThat(install.waitFor()).as("see %s", log).isZero();
        Path service = thirdService();

        dev = start(service, anotherUser(), maven, "-B", "-ntp", "quarkus:dev");
        await().atMost(PATIENCE).until(() -> grant("R-1").contains("granted"));

        edit(service.resolve("src/main/java/io/tandem/points/Answer.java"), "receipt used before", "given before");

        await().atMost(PATIENCE).until(() -> grant("R-1").contains("given before"));
    }

    private Path thirdService() throws IOException {
        Path service = folder.resolve("points");
        copy(root.resolve("src-shared/integration-tests/src/main"), service.resolve("src/main"));
        Path resources = service.resolve("src/main/resources");
        Path settings = resources.resolve("application.properties");
        Files.writeString(settings, Files.readString(settings) + "tandem.devservices.init-script-path=points.sql\n");
        Files.writeString(resources.resolve("points.sql"), TABLE);
        Files.writeString(
                service.resolve("pom.xml"), PROJECT.replace("${quarkus}", System.getProperty("quarkus.version")));
        return service;
    }

    private String newMaven() throws IOException, InterruptedException {
        Process asked =
                new ProcessBuilder(copy.resolve("infra/local/dev-maven.sh").toString()).start();
        String path = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(asked.waitFor()).isZero();
        return path;
    }

    /** As a user of the extension has it: in a Maven repository, and a cache in which nothing of ours is. */
    private Map<String, String> anotherUser() {
        return Map.of(
                "XDG_CACHE_HOME",
                folder.resolve("cache").toString(),
                "MAVEN_ARGS",
                "-Dmaven.repo.local=" + folder.resolve("repository") + " -Dmaven.repo.local.tail="
                        + System.getProperty("user.home") + "/.m2/repository");
    }

    private Process start(Path directory, Map<String, String> variables, String... words) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(directory.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("MYSQL_") || name.startsWith("APP_DEMO_"));
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort));
        environment.putAll(variables);
        return builder.start();
    }

    /** Empty as long as there is none. */
    private String get(String path) {
        return answer(HttpRequest.newBuilder(at(path)).build());
    }

    private String grant(String receipt) {
        String body = "{\"receipt\":\"" + receipt + "\",\"memberId\":1001,\"points\":30}";
        return answer(HttpRequest.newBuilder(at("/points"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private String answer(HttpRequest request) {
        if (!dev.isAlive()) {
            throw new IllegalStateException("Dev mode ended, see " + log);
        }
        try {
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException notYet) {
            return "";
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    private static void edit(Path file, String what, String by) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(what);
        Files.writeString(file, text.replace(what, by));
    }

    /** With their times, so that what is built is not built again. */
    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {

            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                if (!isWanted(from.relativize(directory))) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(directory)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static boolean isWanted(Path directory) {
        String name = directory.getFileName().toString();
        return name.equals("target")
                ? PROGRAMS.contains(directory.toString())
                : !NO_SOURCES.contains(name) && !name.startsWith(".run");
    }
}
