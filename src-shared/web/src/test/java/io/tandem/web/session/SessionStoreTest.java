package io.tandem.web.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.tandem.testing.Node;
import io.tandem.testing.Servers;
import io.tandem.web.problem.ProblemException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On the real MySQL, with the rights of a service's account. */
@Tag("servers")
class SessionStoreTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static Node node;
    private static SessionStore sessions;

    private record Limits(Duration idle, Duration absolute, Duration timeout, String cookie) implements SessionConfig {}

    @BeforeAll
    static void connect() {
        node = Node.on("unused").build();
        sessions = new SessionStore(
                node.pool(),
                new Limits(Duration.ofMinutes(30), Duration.ofHours(12), Duration.ofSeconds(5), "tandem_session"));
    }

    @AfterAll
    static void close() {
        node.close();
    }

    @BeforeEach
    void forgetAll() {
        Servers.execute("DELETE FROM web_session");
    }

    @Test
    void knowsWhoseSessionItIs() {
        SessionToken token = await(sessions.begin("demo"));
        SessionToken other = await(sessions.begin("other"));

        assertThat(await(sessions.account(token))).isEqualTo("demo");
        assertThat(await(sessions.account(other))).isEqualTo("other");
    }

    @Test
    void keepsNothingThatSignsIn() {
        SessionToken token = await(sessions.begin("demo"));

        assertThat(Servers.text("SELECT HEX(session_hash) FROM web_session"))
                .isEqualToIgnoringCase(HexFormat.of().formatHex(token.hash()));
    }

    @Test
    void anEndedSessionIsNobodys() {
        SessionToken token = await(sessions.begin("demo"));
        await(sessions.end(token));

        assertThat(await(sessions.account(token))).isNull();
    }

    @Test
    void aTokenThatNeverWasIsNobodys() {
        assertThat(await(sessions.account(new SessionToken("A".repeat(43))))).isNull();
    }

    @ParameterizedTest
    @CsvSource({"29, 60, true", "31, 60, false", "1, 719, true", "1, 721, false", "0, 721, false"})
    void endsWhenItIsIdleOrOld(int idleMinutes, int ageMinutes, boolean alive) {
        SessionToken token = await(sessions.begin("demo"));
        Servers.execute(
                "UPDATE web_session SET seen_at = UTC_TIMESTAMP(6) - INTERVAL ? MINUTE,"
                        + " created_at = UTC_TIMESTAMP(6) - INTERVAL ? MINUTE",
                idleMinutes,
                ageMinutes);

        assertThat(await(sessions.account(token)) != null).isEqualTo(alive);
    }

    @Test
    void useKeepsItAliveButIsWrittenOnceAMinuteOnly() {
        SessionToken token = await(sessions.begin("demo"));
        seenSecondsAgo(50);
        await(sessions.account(token));
        assertThat(secondsSinceSeen()).isBetween(50L, 55L);

        seenSecondsAgo(70);
        await(sessions.account(token));
        assertThat(secondsSinceSeen()).isLessThan(5);
    }

    @Test
    void eachSignInClearsAwayDeadSessions() {
        await(sessions.begin("demo"));
        await(sessions.begin("demo"));
        seenSecondsAgo(31 * 60);

        await(sessions.begin("demo"));

        assertThat(Servers.number("SELECT COUNT(*) FROM web_session")).isEqualTo(1);
    }

    @Test
    void aDatabaseThatIsAwaySignsNobodyInOrOut() {
        try (Node lost = Node.on("unused").mySqlThrough(1).build()) {
            SessionStore away = new SessionStore(
                    lost.pool(),
                    new Limits(Duration.ofMinutes(30), Duration.ofHours(12), Duration.ofSeconds(1), "tandem_session"));
            SessionToken token = new SessionToken("A".repeat(43));

            for (Uni<?> call : List.of(away.account(token), away.begin("demo"), away.end(token))) {
                assertThatThrownBy(() -> await(call)).isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem().status()).isEqualTo(503);
                    assertThat(e.headers()).containsKey("Retry-After");
                });
            }
        }
    }

    private static void seenSecondsAgo(int seconds) {
        Servers.execute("UPDATE web_session SET seen_at = UTC_TIMESTAMP(6) - INTERVAL ? SECOND", seconds);
    }

    private static long secondsSinceSeen() {
        return Servers.number("SELECT TIMESTAMPDIFF(SECOND, seen_at, UTC_TIMESTAMP(6)) FROM web_session");
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
