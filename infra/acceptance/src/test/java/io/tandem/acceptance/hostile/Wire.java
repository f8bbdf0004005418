package io.tandem.acceptance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** A connection of a client that keeps to no rule: what is sent goes out as it stands, and reading is optional. */
final class Wire implements AutoCloseable {

    private static final int PATIENCE_MS = 10_000;
    /** What the client's system takes in unread is little, so that it soon is the server that has to keep it. */
    private static final int LITTLE = 4096;

    private static final int CHUNK = 64 * 1024;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3}) ");

    private final Socket socket;

    private Wire(Socket socket) {
        this.socket = socket;
    }

    static Wire to(String base) {
        URI address = URI.create(base);
        Socket socket = new Socket();
        try {
            socket.setReceiveBufferSize(LITTLE);
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), PATIENCE_MS);
            socket.setSoTimeout(PATIENCE_MS);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        return new Wire(socket);
    }

    /** False if the server has closed the connection by now. */
    boolean send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return true;
        } catch (SocketException closed) {
            return false;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What came until the server closed the connection; fails if it does not. */
    String untilClosed() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        try {
            for (int read = socket.getInputStream().read(chunk);
                    read >= 0;
                    read = socket.getInputStream().read(chunk)) {
                all.write(chunk, 0, read);
            }
        } catch (SocketTimeoutException open) {
            throw new AssertionError("still open after: " + all.toString(StandardCharsets.ISO_8859_1), open);
        } catch (SocketException reset) {
            assertThat(reset).hasMessageContaining("reset");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    /** The status of each answer in what came. */
    static List<Integer> statuses(String received) {
        return STATUS.matcher(received)
                .results()
                .map(status -> Integer.valueOf(status.group(1)))
                .toList();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
