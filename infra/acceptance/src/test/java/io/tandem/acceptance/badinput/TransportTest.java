package io.tandem.acceptance.badinput;

import static io.tandem.acceptance.Answers.assertProblem;
import static io.tandem.acceptance.Answers.header;
import static io.tandem.acceptance.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.acceptance.Caller;
import io.tandem.acceptance.RawHttp;
import io.tandem.acceptance.RawHttp.Reply;
import io.tandem.acceptance.Tandem;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Good orders in bad envelopes. */
@ExtendWith(NothingWritten.class)
class TransportTest {

    private static final int MEBIBYTE = 1024 * 1024;

    private final String order = Caller.order(Tandem.freshNumber(), Tandem.freshNumber());
    private final Caller caller = Caller.program(Tandem.order());
    private final RawHttp raw = RawHttp.to(Tandem.order());
    private final String credentials = RawHttp.basic(Tandem.user(), Tandem.password());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "multipart/form-data;boundary=x",
                "text/json",
                "nonsense",
                "application/json;charset=gbk",
                "application/json;charset=utf-16",
                "application/json; charset=\"iso-8859-1\""
            })
    void onlyJsonInUtf8IsTaken(String type) {
        assertProblem(
                caller.send("POST", "/api/orders", type, BodyPublishers.ofString(order)),
                415,
                "unsupported-media-type");
    }

    @Test
    void aBodyWithoutATypeIsNotTaken() {
        assertProblem(
                caller.send("POST", "/api/orders", null, BodyPublishers.ofString(order)),
                415,
                "unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "deflate, gzip", "nonsense"})
    void aBodyThatIsEncodedIsNotTakenForWhatItIsNot(String encoding) {
        HttpResponse<String> refused = caller.with("Content-Encoding", encoding).json("/api/orders", order);

        assertProblem(refused, 415, "unsupported-media-type");
        assertThat(header(refused, "Accept-Encoding")).isEqualTo("identity");
    }

    @Test
    void nothingAtAllIsAnsweredToo() {
        Reply reply = raw.send(post("/api/orders"), credentials, "Content-Length: 0");

        assertThat(reply.status()).as(reply.head()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/orders", "/", "/login", "/logout"})
    void aMebibyteIsTooLargeWithItsLengthAndWithout(String path) {
        String type = "Content-Type: " + (path.equals("/api/orders") ? Caller.JSON : Caller.FORM);
        byte[] body = ("userId=" + "1".repeat(MEBIBYTE - 7)).getBytes(StandardCharsets.US_ASCII);

        Reply announced = raw.send(post(path), body, type, credentials, "Content-Length: " + MEBIBYTE);
        Reply chunked = raw.send(post(path), chunks(body), type, credentials, "Transfer-Encoding: chunked");

        assertTooLarge(announced);
        assertTooLarge(chunked);
    }

    @Test
    void aBodyThatIsAnnouncedTooLargeIsRefusedBeforeItIsSent() {
        assertTooLarge(raw.send(
                post("/api/orders"),
                "Content-Type: application/json",
                credentials,
                "Expect: 100-continue",
                "Content-Length: " + MEBIBYTE));
    }

    @Test
    void anAnswerThatCannotBeGivenIsNotAcceptable() {
        assertProblem(caller.with("Accept", "application/xml").get("/api/orders/1"), 406, "not-acceptable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: x",
                "Content-Length: -1",
                "Content-Length: 5\r\nContent-Length: 6",
                "Content-Length: 5\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: nonsense",
                "Transfer-Encoding: chunked, chunked",
                "no colon at all",
                "Bad Name: x",
                "X-Bell: a\u0007b"
            })
    void headersThatMakeNoSenseAreRefused(String headers) {
        Reply reply =
                raw.send(post("/api/orders"), "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII), credentials, headers);

        assertThat(reply.status()).as(reply.head()).isBetween(400, 499);
    }

    @Test
    void headersAndAddressesThatAreTooLongAreRefused() {
        assertThat(raw.send("GET / HTTP/1.1", "X-Long: " + "x".repeat(100_000)).status())
                .isEqualTo(431);
        assertThat(raw.send("GET /?x=" + "x".repeat(100_000) + " HTTP/1.1").status())
                .isEqualTo(414);
    }

    private static String post(String path) {
        return "POST " + path + " HTTP/1.1";
    }

    private static void assertTooLarge(Reply reply) {
        assertThat(reply.status()).as(reply.head() + reply.body()).isEqualTo(413);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(json(reply.body()).path("code").asText()).isEqualTo("too-large");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    private static byte[] chunks(byte[] body) {
        int size = 16 * 1024;
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        for (int at = 0; at < body.length; at += size) {
            chunks.writeBytes((Integer.toHexString(size) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            chunks.write(body, at, size);
            chunks.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        chunks.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return chunks.toByteArray();
    }
}
