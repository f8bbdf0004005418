package io.tandem.web.http;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.NetUtil;
import io.quarkus.runtime.configuration.CidrAddressConverter;
import io.quarkus.runtime.configuration.InetSocketAddressConverter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Leaves of the forwarding headers the one element that a trusted proxy wrote: each list is counted from the right, over the
 * addresses of {@code quarkus.http.proxy.trusted-proxies}. What stands further left was written by the client, and Quarkus takes
 * the leftmost (ForwardedParser, 3.30); so this stands before it. Whether the peer is a trusted proxy at all Quarkus checks itself.
 *
 * <p>Invariant: no client chooses the address that the sign-in limit counts, nor the scheme and host of its request.
 */
@Sharable
final class ForwardedHops extends ChannelInboundHandlerAdapter {

    private static final String FOR = "X-Forwarded-For";
    private static final String PROTO = "X-Forwarded-Proto";
    private static final String HOST = "X-Forwarded-Host";
    private static final String PORT = "X-Forwarded-Port";
    private static final String FORWARDED = "Forwarded";

    /** Of one value, which a proxy that does not write it passes on as the client wrote it. Port and scheme are said by others, too. */
    private static final List<String> NOT_BELIEVED = List.of(PORT, "X-Forwarded-Ssl", "X-Forwarded-Prefix");

    private final Predicate<InetAddress> trusted;
    private final boolean otherHost;

    private ForwardedHops(Predicate<InetAddress> trusted, boolean otherHost) {
        this.trusted = trusted;
        this.otherHost = otherHost;
    }

    /**
     * @param proxies addresses and ranges; without any, the peer is the only trusted hop. Host names hold for the peer alone
     * @param otherHost whether {@code X-Forwarded-Host} counts; if not, it goes
     */
    static ForwardedHops over(List<String> proxies, boolean otherHost) {
        return new ForwardedHops(
                proxies.stream().map(ForwardedHops::matcher).reduce(address -> false, Predicate::or), otherHost);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            reduce(request.headers());
        }
        context.fireChannelRead(message);
    }

    void reduce(HttpHeaders headers) {
        NOT_BELIEVED.forEach(headers::remove);
        List<String> addresses = elements(headers, FOR);
        int client = client(addresses);
        int hops = addresses.size() - 1 - client;
        if (client >= 0) {
            set(headers, FOR, address(addresses.get(client)).map(InetAddress::getHostAddress));
        }
        List<String> schemes = elements(headers, PROTO);
        if (!schemes.isEmpty()) {
            set(
                    headers,
                    PROTO,
                    at(schemes, hops)
                            .map(scheme -> scheme.toLowerCase(Locale.ROOT))
                            .filter(scheme -> scheme.equals("http") || scheme.equals("https")));
        }
        if (!otherHost) {
            headers.remove(HOST);
        }
        List<String> hosts = elements(headers, HOST);
        if (!hosts.isEmpty()) {
            set(headers, HOST, at(hosts, hops));
        }
        keepPort(headers);
        List<String> forwarded = elements(headers, FORWARDED);
        if (!forwarded.isEmpty()) {
            List<String> from = forwarded.stream()
                    .map(element -> pair(element, "for").orElse(""))
                    .toList();
            set(headers, FORWARDED, Optional.of(element(forwarded.get(client(from)), headers.get("Host"))));
        }
    }

    /** Of the request's own host Quarkus forgets the port where a scheme is forwarded. */
    private static void keepPort(HttpHeaders headers) {
        String host = headers.get("Host", "");
        String port = host.substring(host.lastIndexOf(':') + 1);
        if (headers.contains(PROTO) && !headers.contains(HOST) && host.contains(":") && !host.endsWith("]")) {
            headers.set(PORT, port);
        }
    }

    /** The place of the last address that is no trusted proxy's, or the first. */
    private int client(List<String> addresses) {
        int at = addresses.size() - 1;
        while (at > 0 && address(addresses.get(at)).filter(trusted).isPresent()) {
            at--;
        }
        return at;
    }

    /** The value that the same proxy wrote; one that keeps no list has replaced whatever was there. */
    private static Optional<String> at(List<String> values, int hops) {
        return Optional.of(values.get(Math.max(0, values.size() - 1 - hops)));
    }

    private static void set(HttpHeaders headers, String name, Optional<String> value) {
        headers.remove(name);
        value.ifPresent(text -> headers.set(name, text));
    }

    private static String element(String forwarded, String ownHost) {
        return String.join(
                ";",
                Stream.of(
                                pair(forwarded, "for")
                                        .flatMap(ForwardedHops::address)
                                        .map(address -> "for=\"" + address.getHostAddress() + "\""),
                                pair(forwarded, "proto").map(proto -> "proto=" + proto),
                                pair(forwarded, "host")
                                        .or(() -> Optional.ofNullable(ownHost))
                                        .map(host -> "host=\"" + host + "\""))
                        .flatMap(Optional::stream)
                        .toList());
    }

    private static Optional<String> pair(String element, String name) {
        return split(element, ';').stream()
                .filter(pair -> pair.regionMatches(true, 0, name + "=", 0, name.length() + 1))
                .map(pair -> pair.substring(name.length() + 1).replace("\"", "").trim())
                .findFirst();
    }

    private static List<String> elements(HttpHeaders headers, String name) {
        return split(String.join(",", headers.getAll(name)), ',');
    }

    /**
     * Not within quotes, which are counted from the right as well: one that the client opened and did not close must not swallow what
     * the proxy wrote. Empty elements count for nothing (RFC 9110, 5.6.1).
     */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int to = text.length();
        boolean quoted = false;
        for (int i = to - 1; i >= -1; i--) {
            if (i < 0 || (!quoted && text.charAt(i) == separator)) {
                parts.add(0, text.substring(i + 1, to).trim());
                to = i;
            } else if (text.charAt(i) == '"') {
                quoted = !quoted;
            }
        }
        parts.removeIf(String::isEmpty);
        return parts;
    }

    /** Without its port. Empty for {@code unknown}, for a name that hides an address (RFC 7239, 6.3), and for nonsense. */
    private static Optional<InetAddress> address(String text) {
        int bracket = text.indexOf(']');
        int colon = text.indexOf(':');
        String host = text;
        if (text.startsWith("[") && bracket > 0) {
            host = text.substring(1, bracket);
        } else if (colon > 0 && colon == text.lastIndexOf(':')) {
            host = text.substring(0, colon);
        }
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(host);
        try {
            return bytes == null ? Optional.empty() : Optional.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("of the wrong length", e);
        }
    }

    private static Predicate<InetAddress> matcher(String proxy) {
        if (proxy.contains("/")) {
            return new CidrAddressConverter().convert(proxy)::matches;
        }
        InetAddress one = new InetSocketAddressConverter()
                .convert(proxy.equals("localhost") ? "127.0.0.1" : proxy)
                .getAddress();
        return address -> address.equals(one);
    }
}
