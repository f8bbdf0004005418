package io.tandem.web.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * Bounds what one connection can hold, in time and in memory. Vert.x does neither: its idle time-out begins anew with every
 * byte, and it answers requests that were sent ahead whether or not anybody reads the answers, until memory is used up.
 *
 * <p>Invariant: a request is whole in time or refused with 408; the next one is handed on when the answer to the last has left; few
 * may wait for that, and while one does nothing more is read; an answer that is not read ends the connection; one that ends it
 * by itself, before its request was whole, can be read nevertheless.
 *
 * <p>Stands behind the HTTP codec, on the connection's event loop, which alone touches its state.
 */
@SuppressWarnings(
        "FutureReturnValueIgnored") // what cannot be written or closed is closed already, and channelInactive tells
final class ConnectionGuard extends ChannelDuplexHandler {

    /**
     * For the rest of a request that was answered before it was whole. A connection closed with unread bytes is reset,
     * and the reset can overtake the answer (RFC 9112, 9.6).
     */
    static final Duration REST_WITHIN = Duration.ofSeconds(2);

    private final ConnectionConfig config;
    private final Queue<Object> waiting = new ArrayDeque<>();

    private int requestsWaiting;
    private boolean readWanted;
    private boolean handingOn;

    /** Its head was handed on, its end was not. */
    private boolean arriving;
    /** A request was handed on, and its answer has not left. */
    private boolean answering;
    /** The answer says that the connection ends with it: what was sent ahead is not even looked at. */
    private boolean lastAnswer;
    /** Nothing that comes is looked at any more. */
    private boolean closing;

    private boolean somethingWhole;
    private Future<?> requestDeadline;
    private Future<?> answerDeadline;

    ConnectionGuard(ConnectionConfig config) {
        this.config = config;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        somethingWhole = true;
        if (closing) {
            boolean end = passingOverTheRest() && message instanceof LastHttpContent;
            ReferenceCountUtil.release(message);
            if (end) {
                cut(context);
            }
        } else if (waiting.isEmpty() && mayHandOn()) {
            handOn(context, message);
        } else {
            hold(context, message);
        }
    }

    /** Bytes came and made nothing whole: the head of a request has begun. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (!somethingWhole && !answering && !closing) {
            expectTheRest(context);
        }
        somethingWhole = false;
        context.fireChannelReadComplete();
        if (passingOverTheRest()) {
            context.read();
        }
    }

    @Override
    public void read(ChannelHandlerContext context) {
        if (waiting.isEmpty()) {
            context.read();
        } else {
            readWanted = true;
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response) {
            lastAnswer = response.headers().contains(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true);
        }
        if (!endsAnAnswer(message)) {
            context.write(message, promise);
            return;
        }
        answerDeadline = within(context, config.answerWithin(), () -> cut(context));
        context.write(message, promise.unvoid().addListener(left -> answered(context)));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        letGo();
        context.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        letGo();
    }

    private boolean mayHandOn() {
        return arriving || !answering;
    }

    private void handOn(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest) {
            arriving = true;
            answering = true;
            expectTheRest(context);
        }
        if (message instanceof LastHttpContent) {
            arriving = false;
            requestDeadline = cancelled(requestDeadline);
        }
        context.fireChannelRead(message);
    }

    private void hold(ChannelHandlerContext context, Object message) {
        waiting.add(message);
        if (message instanceof HttpRequest && ++requestsWaiting > config.requestsAhead()) {
            cut(context);
        }
    }

    private void answered(ChannelHandlerContext context) {
        answerDeadline = cancelled(answerDeadline);
        answering = false;
        if (lastAnswer && arriving) {
            passOverTheRest(context);
        } else if (lastAnswer) {
            cut(context);
        } else {
            handOnWhatWaits(context);
        }
    }

    private void passOverTheRest(ChannelHandlerContext context) {
        letGo();
        requestDeadline = within(context, REST_WITHIN, () -> cut(context));
        context.read();
    }

    private boolean passingOverTheRest() {
        return closing && lastAnswer && arriving && requestDeadline != null;
    }

    /** An answer may leave while its request is being handed on: then the call further up goes on, not this one. */
    private void handOnWhatWaits(ChannelHandlerContext context) {
        if (handingOn || waiting.isEmpty()) {
            return;
        }
        handingOn = true;
        while (!waiting.isEmpty() && mayHandOn()) {
            Object next = waiting.remove();
            requestsWaiting -= next instanceof HttpRequest ? 1 : 0;
            handOn(context, next);
        }
        handingOn = false;
        // Vert.x keeps back what it writes while it is being given something, until it hears that this was all.
        context.fireChannelReadComplete();
        if (readWanted && waiting.isEmpty() && !closing) {
            readWanted = false;
            context.read();
        }
    }

    private void expectTheRest(ChannelHandlerContext context) {
        if (requestDeadline == null) {
            requestDeadline = within(context, config.requestWithin(), () -> refuse(context));
        }
    }

    /** Unless an answer has been begun, which another one in its midst would spoil. */
    private void refuse(ChannelHandlerContext context) {
        if (answerDeadline != null) {
            cut(context);
            return;
        }
        closing = true;
        FullHttpResponse late = BareRefusals.refusal(HttpResponseStatus.REQUEST_TIMEOUT);
        late.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        context.writeAndFlush(late).addListener(ChannelFutureListener.CLOSE);
    }

    private void cut(ChannelHandlerContext context) {
        letGo();
        context.close();
    }

    private void letGo() {
        closing = true;
        requestDeadline = cancelled(requestDeadline);
        answerDeadline = cancelled(answerDeadline);
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    /** "100 Continue" is whole, too, but no answer. */
    private static boolean endsAnAnswer(Object message) {
        return message instanceof LastHttpContent
                && !(message instanceof HttpResponse response
                        && response.status().codeClass() == HttpStatusClass.INFORMATIONAL);
    }

    private static Future<?> within(ChannelHandlerContext context, Duration limit, Runnable otherwise) {
        return context.executor().schedule(otherwise, limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Future<?> cancelled(Future<?> deadline) {
        if (deadline != null) {
            deadline.cancel(false);
        }
        return null;
    }
}
