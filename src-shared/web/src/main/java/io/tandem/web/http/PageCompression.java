package io.tandem.web.http;

import io.netty.handler.codec.compression.StandardCompressionOptions;
import io.netty.handler.codec.http.HttpContentCompressor;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import java.util.Set;

/**
 * Compresses pages, style sheet, script and icon for clients that take it. Neither the small answers of the API, for which it
 * would cost more than it saves, nor events, which must leave at once. No page holds a secret that is the same twice
 * ({@code FormToken}), so its compressed length gives none away.
 *
 * <p>Not {@code quarkus.http.enable-compression}, which marks whatever it leaves alone with {@code Content-Encoding: identity},
 * and that is no content coding (RFC 9110, 8.4.1).
 */
final class PageCompression extends HttpContentCompressor {

    private static final int SMALLEST = 1024;
    private static final Set<String> TYPES = Set.of("text/html", "text/css", "text/javascript", "image/svg+xml");

    PageCompression() {
        super(SMALLEST, StandardCompressionOptions.gzip(), StandardCompressionOptions.deflate());
    }

    @Override
    protected Result beginEncode(HttpResponse response, String acceptEncoding) throws Exception {
        String type = response.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
        if (!TYPES.contains(type.split(";", 2)[0])) {
            return null;
        }
        if (!response.headers().contains(HttpHeaderNames.VARY, HttpHeaderNames.ACCEPT_ENCODING, true)) {
            response.headers().add(HttpHeaderNames.VARY, HttpHeaderNames.ACCEPT_ENCODING);
        }
        return super.beginEncode(response, acceptEncoding);
    }
}
