package io.tandem.acceptance;

import java.io.IOException;
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
    private static final int RST_WHILE_WRITING = -1;

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
            byte[] answer = socket.getInputStream().readAllBytes();
            if (answer.length == 0 && cutShort.isPresent()) {
                return new Reply(RST_WHILE_WRITING, "", cutShort.get().toString());
            }
            return parse(new String(answer, StandardCharsets.UTF_8));
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

    private static Reply parse(String answer) {
        int end = answer.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new AssertionError("no HTTP answer: " + answer);
        }
        return new Reply(
                Integer.parseInt(answer.split(" ", 3)[1]), answer.substring(0, end), answer.substring(end + 4));
    }
}
