package io.tandem.acceptance.badinput;

import static io.tandem.acceptance.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tandem.acceptance.Caller;
import io.tandem.acceptance.RawHttp;
import io.tandem.acceptance.RawHttp.Reply;
import io.tandem.acceptance.Tandem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Guessing is slowed down, and tells nothing. Each guesser comes from an address of its own on the loopback network, so that
 * the other tests, who share the account, are not made to wait.
 */
class SignInBackOffTest {

    private static final int FREE_GUESSES = 6;
    private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" value=\"([^\"]*)\"");

    @Test
    void whoGuessesIsMadeToWaitAndThenMaySignIn() {
        RawHttp guesser = RawHttp.to(Tandem.order()).from("127.0.0.21");
        for (int i = 0; i < FREE_GUESSES; i++) {
            assertThat(ask(guesser, Tandem.user(), "guess" + i).status()).isEqualTo(401);
        }

        Reply blocked = ask(guesser, Tandem.user(), Tandem.password());

        assertThat(blocked.status()).as(blocked.head()).isEqualTo(429);
        assertThat(blocked.header("Retry-After")).matches("[1-9][0-9]?");
        assertThat(json(blocked.body()).path("code").asText()).isEqualTo("too-many-attempts");
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(
                                ask(guesser, Tandem.user(), Tandem.password()).status())
                        .isEqualTo(404));
    }

    @Test
    void whoGuessesAtTheFormIsMadeToWaitToo() {
        RawHttp guesser = RawHttp.to(Tandem.logistics()).from("127.0.0.22");
        for (int i = 0; i < FREE_GUESSES; i++) {
            assertThat(signIn(guesser, Tandem.user(), "guess" + i).status()).isEqualTo(401);
        }

        Reply blocked = signIn(guesser, Tandem.user(), Tandem.password());

        assertThat(blocked.status()).as(blocked.head()).isEqualTo(429);
        assertThat(blocked.header("Retry-After")).matches("[1-9][0-9]?");
        assertThat(blocked.body()).contains("尝试次数过多").doesNotContain(Tandem.password());
        assertThat(blocked.head()).doesNotContain("tandem_session");
    }

    @Test
    void whoGuessesKeepsNobodyElseOut() {
        RawHttp guesser = RawHttp.to(Tandem.order()).from("127.0.0.23");
        for (int i = 0; i <= FREE_GUESSES; i++) {
            ask(guesser, Tandem.user(), "guess" + i);
        }

        assertThat(ask(RawHttp.to(Tandem.order()).from("127.0.0.24"), Tandem.user(), Tandem.password())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void anAccountThatExistsIsRefusedInTheSameWordsAsOneThatDoesNot() {
        RawHttp guesser = RawHttp.to(Tandem.order()).from("127.0.0.25");
        String nobody = "x".repeat(Tandem.user().length());

        assertThat(withoutDate(ask(guesser, Tandem.user(), "guess")))
                .isEqualTo(withoutDate(ask(guesser, nobody, "guess")));
        assertThat(shown(signIn(guesser, Tandem.user(), "guess"), Tandem.user()))
                .isEqualTo(shown(signIn(guesser, nobody, "guess"), nobody));
    }

    private static Reply ask(RawHttp from, String account, String password) {
        return from.send("GET /api/orders/1 HTTP/1.1", RawHttp.basic(account, password));
    }

    private static Reply signIn(RawHttp from, String account, String password) {
        Reply form = from.send("GET /login HTTP/1.1", "Accept: text/html");
        Matcher token = TOKEN.matcher(form.body());
        assertThat(token.find()).isTrue();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("csrf", token.group(1));
        fields.put("username", account);
        fields.put("password", password);
        byte[] body = Caller.encoded(fields).getBytes(StandardCharsets.US_ASCII);
        return from.send(
                "POST /login HTTP/1.1",
                body,
                "Accept: text/html",
                "Content-Type: " + Caller.FORM,
                "Content-Length: " + body.length,
                "Cookie: " + form.header("Set-Cookie").split(";", 2)[0]);
    }

    private static String withoutDate(Reply reply) {
        return reply.head().replaceAll("(?im)^date:.*$", "") + reply.body();
    }

    private static String shown(Reply page, String account) {
        return page.status() + TOKEN.matcher(page.body()).replaceAll("").replace(account, "ACCOUNT");
    }
}
