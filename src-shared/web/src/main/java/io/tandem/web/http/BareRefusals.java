package io.tandem.web.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import io.tandem.web.problem.Problem;
import java.nio.charset.StandardCharsets;

/**
 * Gives what Vert.x refuses before any route has seen it, such as an address that is too long or does not decode, the body and
 * the headers of every other refusal; and refuses a version of HTTP that Vert.x would answer in.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the promise that is handed on tells its waiter
final class BareRefusals extends ChannelDuplexHandler {

    private boolean head;
    private boolean refused;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            head = request.method().equals(HttpMethod.HEAD);
            refused |= request.decoderResult().isSuccess()
                    && request.protocolVersion().majorVersion() != 1;
            if (refused) {
                FullHttpResponse refusal = refusal(HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED);
                refusal.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
                context.writeAndFlush(refusal);
            }
        }
        if (refused) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (!head
                && message instanceof FullHttpResponse bare
                && bare.status().code() >= 400
                && !bare.content().isReadable()
                && !bare.headers().contains(HttpHeaderNames.CONTENT_TYPE)) {
            FullHttpResponse full = refusal(bare.status());
            bare.headers().remove(HttpHeaderNames.CONTENT_LENGTH);
            full.headers().add(bare.headers());
            ReferenceCountUtil.release(bare);
            context.write(full, promise);
        } else {
            context.write(message, promise);
        }
    }

    /** The problem for a status. Its texts are our own: none has to be escaped. */
    static FullHttpResponse refusal(HttpResponseStatus status) {
        Problem problem = Problem.ofStatus(status.code());
        String json = "{\"type\":\"%s\",\"title\":\"%s\",\"status\":%d,\"code\":\"%s\"}"
                .formatted(problem.type(), problem.title(), status.code(), problem.code());
        FullHttpResponse full = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, status, Unpooled.copiedBuffer(json, StandardCharsets.UTF_8));
        SecurityHeaders.always().forEach(full.headers()::set);
        full.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .set(HttpHeaderNames.CONTENT_LENGTH, full.content().readableBytes());
        return full;
    }
}
