package io.tandem.local.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultyLinkTest {

    private EchoServer server;
    private FaultyLink link;

    @BeforeEach
    void start() throws IOException {
        server = EchoServer.start();
        link = FaultyLink.to(server.port());
    }

    @AfterEach
    void stop() throws IOException {
        link.close();
        server.close();
    }

    @Test
    void passesBytesBothWays() throws IOException {
        try (Socket client = connect()) {
            assertThat(echo(client, "hello")).isEqualTo("hello");
        }
    }

    @Test
    void cutResetsConnectionsAndRefusesNewOnesUntilHealed() throws IOException {
        try (Socket client = connect()) {
            echo(client, "hello");

            link.cut();

            assertThatThrownBy(() -> echo(client, "anyone?")).isInstanceOf(SocketException.class);
            assertThatThrownBy(() -> echo(connect(), "anyone?")).isInstanceOf(SocketException.class);
        }
        link.heal();
        try (Socket client = connect()) {
            assertThat(echo(client, "again")).isEqualTo("again");
        }
    }

    @Test
    void retargetLeavesConnectionsOfNowWhereTheyAre() throws IOException {
        EchoServer other = EchoServer.start();
        try (Socket before = connect()) {
            echo(before, "hello");

            link.retarget(other.port());

            echo(before, "still here");
            try (Socket after = connect()) {
                echo(after, "new");
            }
            assertThat(server.received()).isEqualTo("hellostill here");
            assertThat(other.received()).isEqualTo("new");
        } finally {
            other.close();
        }
    }

    @Test
    void stallAcceptsButPassesNothingUntilHealed() throws IOException {
        link.stall();
        try (Socket client = connect()) {
            client.setSoTimeout(300);
            assertThatThrownBy(() -> echo(client, "hello")).isInstanceOf(SocketTimeoutException.class);
            assertThat(server.received()).isEmpty();

            link.heal();

            client.setSoTimeout(5_000);
            assertThat(read(client, 5)).isEqualTo("hello");
        }
    }

    @Test
    void silenceSwallowsForEverWhatConnectionsOfNowSayAndNewOnesWork() throws IOException {
        try (Socket forgotten = connect()) {
            echo(forgotten, "hello");
            link.silence();
            forgotten.setSoTimeout(300);

            assertThatThrownBy(() -> echo(forgotten, "anyone?")).isInstanceOf(SocketTimeoutException.class);

            link.heal();
            assertThatThrownBy(() -> echo(forgotten, "and now?")).isInstanceOf(SocketTimeoutException.class);
            assertThat(server.received()).isEqualTo("hello");
        }
        try (Socket client = connect()) {
            assertThat(echo(client, "again")).isEqualTo("again");
        }
    }

    @Test
    void stalledRequestsDoNotArriveUntilHealed() throws IOException {
        try (Socket client = connect()) {
            echo(client, "hello");
            link.stallRequests();
            client.setSoTimeout(300);

            assertThatThrownBy(() -> echo(client, "anyone?")).isInstanceOf(SocketTimeoutException.class);

            assertThat(server.received()).isEqualTo("hello");
            link.heal();
            client.setSoTimeout(5_000);
            assertThat(read(client, 7)).isEqualTo("anyone?");
        }
    }

    @Test
    void stalledRepliesLeaveTheServerWithTheRequest() throws IOException {
        try (Socket client = connect()) {
            link.stallReplies();
            client.setSoTimeout(300);

            assertThatThrownBy(() -> echo(client, "hello")).isInstanceOf(SocketTimeoutException.class);

            assertThat(server.received()).isEqualTo("hello");
            link.heal();
            client.setSoTimeout(5_000);
            assertThat(read(client, 5)).isEqualTo("hello");
        }
    }

    @Test
    void delaysEachChunk() throws IOException {
        link.delay(Duration.ofMillis(150));
        try (Socket client = connect()) {
            long start = System.nanoTime();
            echo(client, "slow");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(299));
        }
    }

    @Test
    void cutBeforeKeepsTheRequestFromTheServer() throws IOException {
        link.inspectWith(Inspector.first(1, "COMMIT", Verdict.CUT_BEFORE));
        try (Socket client = connect()) {
            echo(client, "INSERT");
            assertThatThrownBy(() -> echo(client, "COMMIT")).isInstanceOf(SocketException.class);
        }
        assertThat(server.received()).isEqualTo("INSERT");
        try (Socket client = connect()) {
            assertThat(echo(client, "COMMIT")).isEqualTo("COMMIT");
        }
    }

    @Test
    void cutAfterLetsTheRequestTakeEffectAndDropsTheReply() throws IOException {
        link.inspectWith(Inspector.first(1, "COMMIT", Verdict.CUT_AFTER));
        try (Socket client = connect()) {
            echo(client, "INSERT");
            assertThatThrownBy(() -> echo(client, "COMMIT")).isInstanceOf(SocketException.class);
        }
        await().atMost(Duration.ofMinutes(1)).until(() -> server.received().equals("INSERTCOMMIT"));
    }

    @Test
    void resetsTheClientWhenTheServerIsDown() throws IOException {
        server.close();
        try (Socket client = connect()) {
            assertThatThrownBy(() -> echo(client, "anyone?")).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void leavesNoThreadBehind() throws IOException {
        String prefix = "link-" + link.port();
        try (Socket client = connect()) {
            echo(client, "hello");
            link.close();
            await().atMost(Duration.ofMinutes(1)).until(() -> Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().startsWith(prefix)));
        }
    }

    private Socket connect() throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), link.port());
        client.setSoTimeout(5_000);
        return client;
    }

    private static String echo(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        return read(client, text.length());
    }

    private static String read(Socket client, int length) throws IOException {
        byte[] bytes = client.getInputStream().readNBytes(length);
        if (bytes.length < length) {
            throw new SocketException("ended");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
