package io.tandem.play.web;

import io.tandem.play.board.Board;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.util.HashMap;
import java.util.Map;

/** Everyone who watches: each gets the whole board whenever it has changed. On one event loop, so nothing here is locked. */
final class Streams {

    private static final long EVERY_MS = 150;
    private static final long HEARTBEAT_MS = 10_000;
    private static final int MOST = 12;

    private final Board board;
    private final Map<HttpServerResponse, Long> watching = new HashMap<>();

    Streams(Vertx vertx, Board board) {
        this.board = board;
        vertx.setPeriodic(EVERY_MS, tick -> send());
        vertx.setPeriodic(HEARTBEAT_MS, tick -> watching.keySet().forEach(response -> response.write(":\n\n")));
    }

    /** False if there are too many. */
    boolean open(HttpServerResponse response) {
        if (watching.size() >= MOST) {
            return false;
        }
        response.putHeader("Content-Type", "text/event-stream").setChunked(true);
        response.closeHandler(closed -> watching.remove(response));
        response.exceptionHandler(broken -> watching.remove(response));
        response.write("retry: 1000\n\n");
        watching.put(response, -1L);
        return true;
    }

    /** One who reads slowly misses some, and then gets the latest. */
    private void send() {
        if (watching.isEmpty()) {
            return;
        }
        Board.Text text = board.text();
        watching.replaceAll((response, sent) -> {
            if (sent == text.version() || response.writeQueueFull()) {
                return sent;
            }
            response.write("data: " + text.json() + "\n\n");
            return text.version();
        });
    }
}
