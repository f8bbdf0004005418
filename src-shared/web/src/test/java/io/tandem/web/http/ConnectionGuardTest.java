package io.tandem.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is not flushed is an answer that the client has not taken. */
@SuppressWarnings("FutureReturnValueIgnored") // whether it left is what is tested
class ConnectionGuardTest {

    private static final String REQUEST = "GET /page HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String UPLOAD = "POST /page HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n";

    private final List<String> handedOn = new ArrayList<>();
    private int reads;
    private int readsComplete;

    private final EmbeddedChannel connection = new EmbeddedChannel(
            new CountReads(),
            new HttpRequestDecoder(),
            new HttpResponseEncoder(),
            new ConnectionGuard(limits()),
            new Handler());

    @AfterEach
    void close() {
        connection.finishAndReleaseAll();
    }

    @Test
    void theNextRequestIsHandedOnWhenTheAnswerToTheLastHasLeft() {
        receive(REQUEST + REQUEST);
        answer(HttpResponseStatus.OK);
        assertThat(handedOn).hasSize(1);

        connection.flush();

        assertThat(handedOn).hasSize(2);
        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void whatWasSentAheadIsAnsweredInItsOrder() {
        receive("GET /1 HTTP/1.1\r\n\r\nPOST /2 HTTP/1.1\r\nContent-Length: 1\r\n\r\nxGET /3 HTTP/1.1\r\n\r\n");

        answer(HttpResponseStatus.OK);
        connection.flush();
        answer(HttpResponseStatus.OK);
        connection.flush();

        assertThat(handedOn).containsExactly("/1", "/2", "/3");
    }

    /** Vert.x sends nothing of what it answers before it hears so: the answer would lie there until the connection ends. */
    @Test
    void whoeverIsHandedWhatHadToWaitIsToldThatThisIsAll() {
        receive(REQUEST + REQUEST);
        answer(HttpResponseStatus.OK);
        int before = readsComplete;

        connection.flush();

        assertThat(handedOn).hasSize(2);
        assertThat(readsComplete).isEqualTo(before + 1);
    }

    @Test
    void nothingMoreIsReadWhileARequestWaits() {
        receive(REQUEST);
        int before = reads;
        receive(REQUEST);
        assertThat(reads).isEqualTo(before);

        answer(HttpResponseStatus.OK);
        connection.flush();

        assertThat(reads).isEqualTo(before + 1);
    }

    @Test
    void whoIsBeingAnsweredIsListenedToForOneWhoHangsUpHasToBeNoticed() {
        int before = reads;

        receive(REQUEST);

        assertThat(reads).isGreaterThan(before);
    }

    @Test
    void whoSendsTooMuchAheadIsCutOff() {
        receive(REQUEST.repeat(limits().requestsAhead() + 1));
        assertThat(connection.isOpen()).isTrue();

        receive(REQUEST);

        assertThat(connection.isOpen()).isFalse();
        assertThat(handedOn).hasSize(1);
    }

    @Test
    void aHeadThatIsNotWholeInTimeIsRefused() {
        receive("GET /page HTTP/1.1\r\nHo");

        pass(limits().requestWithin());

        assertThat(sent()).startsWith("HTTP/1.1 408 ").contains("connection: close");
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void aByteNowAndThenDoesNotPutItOff() {
        receive("GET /page HTTP/1.1\r\nX: ");
        for (int second = 0; second < limits().requestWithin().toSeconds(); second++) {
            receive("x");
            pass(Duration.ofSeconds(1));
        }

        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void aBodyThatIsNotWholeInTimeIsRefused() {
        receive(UPLOAD + "1234");
        pass(limits().requestWithin().minusSeconds(1));
        assertThat(connection.isOpen()).isTrue();

        pass(Duration.ofSeconds(1));

        assertThat(sent()).startsWith("HTTP/1.1 408 ");
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void aRequestThatIsWholeMayTakeAsLongToAnswerAsItTakes() {
        receive(UPLOAD + "12345");

        pass(limits().requestWithin().plus(limits().answerWithin()).multipliedBy(2));

        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void betweenRequestsThereIsNothingToWaitFor() {
        receive(REQUEST);
        answer(HttpResponseStatus.OK);
        connection.flush();

        pass(limits().requestWithin().plus(limits().answerWithin()).multipliedBy(2));

        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void anAnswerThatNobodyTakesEndsTheConnection() {
        receive(REQUEST);
        answer(HttpResponseStatus.OK);

        pass(limits().answerWithin());

        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void toldToContinueIsNotAnswered() {
        receive(UPLOAD);
        answer(HttpResponseStatus.CONTINUE);
        connection.flush();
        receive("12345" + REQUEST);

        assertThat(handedOn).hasSize(1);
    }

    @Test
    void afterAnAnswerThatEndsTheConnectionNothingIsHandedOn() {
        receive(REQUEST + REQUEST);

        answerAndEnd(HttpResponseStatus.BAD_REQUEST);

        assertThat(handedOn).hasSize(1);
        assertThat(sent()).startsWith("HTTP/1.1 400 ");
        assertThat(connection.isOpen()).isFalse();
    }

    /** Else the client, which is still sending, is reset and may never see the answer. */
    @Test
    void whoIsRefusedInTheMidstOfARequestMaySendItsRestFirst() {
        receive(UPLOAD + "12");
        answerAndEnd(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE);
        assertThat(sent()).startsWith("HTTP/1.1 413 ");
        assertThat(connection.isOpen()).isTrue();
        int before = reads;

        receive("34");
        assertThat(connection.isOpen()).isTrue();
        assertThat(reads).isGreaterThan(before);
        receive("5" + REQUEST);

        assertThat(connection.isOpen()).isFalse();
        assertThat(handedOn).hasSize(1);
        assertThat(sent()).isEmpty();
    }

    @Test
    void whoIsRefusedAndDoesNotSendTheRestIsCutOff() {
        receive(UPLOAD + "12");
        answerAndEnd(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE);
        pass(ConnectionGuard.REST_WITHIN.minusSeconds(1));
        assertThat(connection.isOpen()).isTrue();

        pass(Duration.ofSeconds(1));

        assertThat(connection.isOpen()).isFalse();
    }

    private void receive(String text) {
        connection.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
    }

    private void answer(HttpResponseStatus status) {
        connection.pipeline().lastContext().write(response(status));
    }

    private void answerAndEnd(HttpResponseStatus status) {
        FullHttpResponse last = response(status);
        last.headers().set(HttpHeaderNames.CONNECTION, "close");
        connection.pipeline().lastContext().writeAndFlush(last);
    }

    private static FullHttpResponse response(HttpResponseStatus status) {
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.EMPTY_BUFFER);
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
        return response;
    }

    private void pass(Duration time) {
        connection.advanceTimeBy(time.toMillis(), TimeUnit.MILLISECONDS);
        connection.runScheduledPendingTasks();
    }

    private String sent() {
        StringBuilder text = new StringBuilder();
        for (ByteBuf bytes = connection.readOutbound(); bytes != null; bytes = connection.readOutbound()) {
            text.append(bytes.toString(StandardCharsets.US_ASCII));
            bytes.release();
        }
        return text.toString();
    }

    private static ConnectionConfig limits() {
        return new ConnectionConfig() {
            @Override
            public Duration requestWithin() {
                return Duration.ofSeconds(20);
            }

            @Override
            public Duration answerWithin() {
                return Duration.ofSeconds(30);
            }

            @Override
            public int requestsAhead() {
                return 8;
            }
        };
    }

    private final class CountReads extends ChannelOutboundHandlerAdapter {
        @Override
        public void read(ChannelHandlerContext context) {
            reads++;
            context.read();
        }
    }

    /** What a server is behind the guard; the test answers for it. */
    private final class Handler extends SimpleChannelInboundHandler<HttpObject> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
            if (message instanceof HttpRequest request) {
                handedOn.add(request.uri());
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            readsComplete++;
        }
    }
}
