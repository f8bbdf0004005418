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

    public static String basic(String account, String password) {
        byte[] pair = (account + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private Reply exchange(byte[] head, byte[] body) {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
            socket.connect(new InetSocketAddress(base.getHost(), base.getPort()), TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            Optional<IOException> cutShort = write(socket.getOutputStream(), head, body);
            Reply reply = read(socket.getInputStream());
            if (reply.status() == NO_ANSWER && cutShort.isPresent()) {
                throw cutShort.get();
            }
            return reply;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
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

    /** As far as the answer says it goes: a server that refused a body may leave the connection open. */
    private static Reply read(InputStream from) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
            int next = from.read();
            if (next < 0) {
                return new Reply(NO_ANSWER, head.toString(StandardCharsets.UTF_8), "");
            }
            head.write(next);
        }
        String lines = head.toString(StandardCharsets.UTF_8).strip();
        Reply reply = new Reply(Integer.parseInt(lines.split(" ", 3)[1]), lines, "");
        if (reply.status() == CONTINUE) {
            return read(from);
        }
        String length = reply.header("Content-Length");
        byte[] body = length.isEmpty() ? from.readAllBytes() : from.readNBytes(Integer.parseInt(length));
        return new Reply(reply.status(), lines, new String(body, StandardCharsets.UTF_8));
    }
}
