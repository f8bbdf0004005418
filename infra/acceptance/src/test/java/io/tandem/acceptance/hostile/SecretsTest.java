package io.tandem.acceptance.hostile;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.acceptance.Caller;
import io.tandem.acceptance.Tandem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Passwords and sessions are in no log, no list of processes and no answer, whatever was done before; see the other tests for that. */
class SecretsTest {

    private static final String TYPED = "a-Password-that-somebody-typed";

    private static Map<String, String> secrets;

    @BeforeAll
    static void useThemAll() {
        secrets = new TreeMap<>(Tandem.stack().environment().entrySet().stream()
                .filter(variable -> variable.getKey().endsWith("_PASSWORD")
                        && !variable.getValue().isBlank())
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue)));
        secrets.put("the password that was typed", TYPED);
        for (String url : List.of(Tandem.order(), Tandem.logistics())) {
            Caller browser = Caller.signedIn(url);
            browser.get("/logistic");
            secrets.put("session at " + url, browser.cookie(Caller.session()));
            browser.form("/logistic", Map.of());
            Caller.browser(url).signIn(Tandem.user(), TYPED, "");
            Caller.browser(url).signIn(TYPED, Tandem.user(), "");
            Caller.stranger(url).basic(TYPED, TYPED).get("/api/logistics");
        }
    }

    @Test
    void thereAreSecretsToLookFor() {
        assertThat(secrets)
                .containsKeys("APP_DEMO_PASSWORD", "MYSQL_PASSWORD", "MYSQL_ADMIN_PASSWORD", "MYSQL_MIGRATE_PASSWORD")
                .allSatisfy((name, secret) -> assertThat(secret).as(name).hasSizeGreaterThan(8));
    }

    @Test
    void noneIsInALog() {
        Path logs = Tandem.services().order().log().getParent();

        assertThat(files(logs)).isNotEmpty().allSatisfy(SecretsTest::assertHoldsNone);
    }

    /** Every user of the machine can read these. */
    @Test
    void noneIsInTheCommandLineOfAProcess() {
        String run = Tandem.services().order().log().getParent().getParent().toString();

        List<String> commandLines = Stream.of(Path.of("/proc").toFile().list())
                .filter(name -> name.matches("[0-9]+"))
                .map(pid -> text(Path.of("/proc", pid, "cmdline")))
                .toList();

        assertThat(commandLines).filteredOn(line -> line.contains(run)).hasSizeGreaterThanOrEqualTo(4);
        assertThat(commandLines)
                .allSatisfy(line -> secrets.forEach(
                        (name, secret) -> assertThat(line).as(name).doesNotContain(secret)));
    }

    @Test
    void noneIsInAnAnswer() {
        for (String url : List.of(Tandem.order(), Tandem.logistics())) {
            Caller program = Caller.program(url);
            Caller browser = Caller.signedIn(url);
            for (String body : List.of(
                    program.get("/nowhere").body(),
                    program.get("/api/logistics?userId=x").body(),
                    program.json("/api/orders", "{").body(),
                    program.send("PUT", "/login", null, BodyPublishers.noBody()).body(),
                    browser.get("/nowhere").body(),
                    browser.get("/logistic?userId=x").body(),
                    browser.send("POST", "/logout", Caller.FORM, BodyPublishers.ofString("csrf=x"))
                            .body(),
                    Caller.browser(url).signIn(Tandem.user(), TYPED, "").body(),
                    program.get("/q/openapi").body())) {
                secrets.forEach((name, secret) -> assertThat(body).as(name).doesNotContain(secret));
                assertThat(body).doesNotContain(browser.cookie(Caller.session()));
            }
        }
    }

    private static void assertHoldsNone(Path file) {
        String text = text(file);
        secrets.forEach((name, secret) ->
                assertThat(text.contains(secret)).as(name + " in " + file).isFalse());
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Empty for a process that has ended meanwhile. */
    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            if (Files.exists(file)) {
                throw new UncheckedIOException(gone);
            }
            return "";
        }
    }
}
