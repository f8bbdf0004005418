package io.tandem.acceptance.observability;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Takes what services export by OTLP over HTTP, as a collector would, and keeps it. */
final class OtlpCollector implements AutoCloseable {

    private final List<Exported> received = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    /** A span, and which service told of it. */
    record Exported(String service, Span span) {

        String name() {
            return span.getName();
        }

        String trace() {
            return hex(span.getTraceId());
        }

        String id() {
            return hex(span.getSpanId());
        }

        String parent() {
            return hex(span.getParentSpanId());
        }

        /** The ids of the spans it is linked to. */
        List<String> links() {
            return span.getLinksList().stream()
                    .map(link -> hex(link.getSpanId()))
                    .toList();
        }

        /** Empty if it has none of that name. */
        Optional<String> attribute(String key) {
            return value(span.getAttributesList(), key);
        }
    }

    private OtlpCollector(HttpServer server) {
        this.server = server;
        server.createContext("/v1/traces", this::receive);
        server.start();
    }

    static OtlpCollector start() throws IOException {
        return new OtlpCollector(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What has come so far and is wanted. */
    List<Exported> spans(Predicate<Exported> wanted) {
        return received.stream().filter(wanted).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void receive(HttpExchange exchange) throws IOException {
        ExportTraceServiceRequest.parseFrom(exchange.getRequestBody())
                .getResourceSpansList()
                .forEach(resource -> exported(resource).forEach(received::add));
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private static Stream<Exported> exported(ResourceSpans resource) {
        String service = value(resource.getResource().getAttributesList(), "service.name")
                .orElse("");
        return resource.getScopeSpansList().stream()
                .flatMap(scope -> scope.getSpansList().stream())
                .map(span -> new Exported(service, span));
    }

    private static Optional<String> value(List<KeyValue> attributes, String key) {
        return attributes.stream()
                .filter(attribute -> attribute.getKey().equals(key))
                .map(attribute -> text(attribute.getValue()))
                .findFirst();
    }

    private static String text(AnyValue value) {
        return value.hasIntValue() ? Long.toString(value.getIntValue()) : value.getStringValue();
    }

    private static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }
}
