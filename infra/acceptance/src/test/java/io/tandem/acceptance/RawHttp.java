package io.tandem.acceptance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Requests that no well-behaved client can send: written byte by byte, from an address of one's choice. */
public final class RawHttp {

    private static final int TIMEOUT_MS = 15_000;
    private static final int NO_ANSWER = -1;
    private static final int CONTINUE = 100;

    private final URI base;
    private final String from;

    private RawHttp(URI base, String from) {
        this.base = base;
        this.from = from;
    }

    public static RawHttp to(String base) {
        return new RawHttp(URI.create(base), "127.0.0.1");
    }

    /** Another address of the loopback network: to the service a client of its own. */
    public RawHttp from(String address) {
        return new RawHttp(base, address);
    }

    /** The answer as it came over the wire. */
    public record Reply(int status, String head, String body) {

        public String header(String name) {
            return head.lines()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .findFirst()
                    .map(line -> line.substring(name.length() + 1).strip())
                    .orElse("");
        }
    }

    /** A line such as {@code GET //x HTTP/1.1} exactly as it stands, with Host and whatever else is given. */
    public Reply send(String requestLine, String... headers) {
        return send(requestLine, new byte[0], headers);
    }

    public Reply send(String requestLine, byte[] body, String... headers) {
        StringBuilder head = new StringBuilder(requestLine)
                .append("\r\nHost: ")
                .append(base.getAuthority())
                .append("\r\nConnection: close\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return exchange(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8), body);
    }

    /** A connection that stays open for the next request. */
    public KeptOpen keepOpen() {
        try {
            return new KeptOpen(connect());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Requests one after the other on one connection, where an answer that never ends holds up all that follow. */
    public final class KeptOpen implements AutoCloseable {

        private final Socket socket;

        private KeptOpen(Socket socket) {
            this.socket = socket;
        }

        /** What has a body must say how long it is. */
        public Reply send(String requestLine, String... headers) {
            String head = String.join("\r\n", headers) + "\r\nHost: " + base.getAuthority() + "\r\n\r\n";
            try {
                socket.getOutputStream().write((requestLine + "\r\n" + head).getBytes(StandardCharsets.UTF_8));
                Reply reply = readHead(socket.getInputStream());
                return requestLine.startsWith("HEAD ") ? reply : withBody(reply, socket.getInputStream());
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    public static String basic(String account, String password) {
        byte[] pair = (account + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private Reply exchange(byte[] head, byte[] body) {
        try (Socket socket = connect()) {
            Optional<IOException> cutShort = write(socket.getOutputStream(), head, body);
            Reply reply = withBody(readHead(socket.getInputStream()), socket.getInputStream());
            if (reply.status() == NO_ANSWER && cutShort.isPresent()) {
                throw cutShort.get();
            }
            return reply;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
            socket.connect(new InetSocketAddress(base.getHost(), base.getPort()), TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            return socket;
        } catch (IOException refused) {
            socket.close();
            throw refused;
        }
    }

    /** A server that refuses a body may stop reading it: what it answered is to be read all the same. */
    private static Optional<IOException> write(OutputStream to, byte[] head, byte[] body) {
        try {
            to.write(head);
            to.write(body);
            to.flush();
            return Optional.empty();
        } catch (IOException cutShort) {
            return Optional.of(cutShort);
        }
    }

    private static Reply readHead(InputStream from) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
            int next = from.read();
            if (next < 0) {
                return new Reply(NO_ANSWER, head.toString(StandardCharsets.UTF_8), "");
            }
            head.write(next);
        }
        String lines = head.toString(StandardCharsets.UTF_8).strip();
        int status = Integer.parseInt(lines.split(" ", 3)[1]);
        return status == CONTINUE ? readHead(from) : new Reply(status, lines, "");
    }

    /** As far as the answer says it goes: a server that refused a body may leave the connection open. */
    private static Reply withBody(Reply reply, InputStream from) throws IOException {
        String length = reply.header("Content-Length");
        byte[] body = length.isEmpty() ? from.readAllBytes() : from.readNBytes(Integer.parseInt(length));
        return new Reply(reply.status(), reply.head(), new String(body, StandardCharsets.UTF_8));
    }
}
