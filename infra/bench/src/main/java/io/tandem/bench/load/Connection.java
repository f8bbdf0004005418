package io.tandem.bench.load;

import io.tandem.local.process.LocalFailure;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One HTTP/1.1 connection that posts orders. Bytes in, bytes out: on two cores every microsecond of a client library would be
 * taken from what is measured.
 */
final class Connection implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 30_000;
    private static final int BUFFER = 16 * 1024;
    private static final String END_OF_HEADERS = "\r\n\r\n";
    private static final String LAST_CHUNK = "0\r\n\r\n";

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final String head;
    private final byte[] buffer = new byte[BUFFER];
    private String text = "";

    Connection(URI url, String authorization) throws IOException {
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress(url.getHost(), url.getPort()), TIMEOUT_MILLIS);
        in = socket.getInputStream();
        out = socket.getOutputStream();
        head = "POST /api/orders HTTP/1.1\r\nHost: " + url.getAuthority() + "\r\nAuthorization: " + authorization
                + "\r\nContent-Type: application/json\r\nAccept: application/json\r\nContent-Length: ";
    }

    /** The status. */
    int post(long orderId) throws IOException {
        String body = "{\"userId\":1001,\"orderId\":" + orderId + "}";
        out.write((head + body.length() + END_OF_HEADERS + body).getBytes(StandardCharsets.ISO_8859_1));
        text = "";
        int headers = readUntil(END_OF_HEADERS) + END_OF_HEADERS.length();
        String head = text.substring(0, headers).toLowerCase(Locale.ROOT);
        if (head.contains("transfer-encoding: chunked")) {
            while (!text.endsWith(LAST_CHUNK)) {
                read();
            }
        } else {
            int length = length(head);
            while (text.length() < headers + length) {
                read();
            }
        }
        return Integer.parseInt(text.substring(9, 12));
    }

    /** The whole of the last answer. */
    String lastAnswer() {
        return text;
    }

    private static int length(String head) {
        int at = head.indexOf("content-length:");
        return at < 0
                ? 0
                : Integer.parseInt(
                        head.substring(at + 15, head.indexOf('\r', at)).strip());
    }

    private int readUntil(String end) throws IOException {
        int at = text.indexOf(end);
        while (at < 0) {
            read();
            at = text.indexOf(end);
        }
        return at;
    }

    private void read() throws IOException {
        int count = in.read(buffer);
        if (count < 0) {
            throw new EOFException("the server closed the connection");
        }
        text += new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return socket.getRemoteSocketAddress().toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            throw new LocalFailure("Cannot close the connection to " + this + ": " + gone.getMessage(), gone);
        }
    }
}
