package io.tandem.play.web;

import io.tandem.local.process.LocalFailure;
import io.tandem.play.act.Breakage;
import io.tandem.play.act.Playground;
import io.tandem.play.board.Board;
import io.tandem.play.tour.Chapter;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** The page, on the loopback interface and nowhere else. */
public final class PlayServer implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final int LIMIT_SECONDS = 10;
    private static final int LONGEST_LINE = 1_024;
    private static final int LONGEST_HEADERS = 8_192;
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int BUSY = 409;
    private static final int TOO_MANY = 503;

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cache-Control",
            "no-store");

    private static final Map<String, String> TYPES = Map.of(
            "/play.css", "text/css; charset=utf-8",
            "/play.js", "text/javascript; charset=utf-8",
            "/tandem.css", "text/css; charset=utf-8",
            "/tandem.svg", "image/svg+xml");

    private final Vertx vertx;
    private final PlayPage page = new PlayPage();
    private final Gate gate;
    private final Streams streams;
    private final Playground playground;

    private PlayServer(int port, Board board, Playground playground) {
        this.vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        this.gate = new Gate(port);
        this.streams = new Streams(vertx, board);
        this.playground = playground;
    }

    /** Fails if the port is not free: another playground has it, or another program. */
    public static PlayServer listen(int port, Board board, Playground playground) {
        PlayServer server = new PlayServer(port, board, playground);
        HttpServer http = server.vertx.createHttpServer(new HttpServerOptions()
                .setHost(LOOPBACK)
                .setPort(port)
                .setMaxInitialLineLength(LONGEST_LINE)
                .setMaxHeaderSize(LONGEST_HEADERS)
                .setHttp2ClearTextEnabled(false));
        http.requestHandler(server::answer);
        try {
            http.listen().toCompletionStage().toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            server.close();
            throw new LocalFailure(
                    "Port " + port + " (the playground's page) is in use: stop the other playground or program, or set"
                            + " PLAY_PORT to another port",
                    failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LocalFailure("Interrupted", interrupted);
        }
        return server;
    }

    private void answer(HttpServerRequest request) {
        HEADERS.forEach(request.response()::putHeader);
        if (!gate.knows(request)) {
            end(request, FORBIDDEN, "This is the playground's address by another name.");
        } else if (request.method().equals(HttpMethod.GET)) {
            get(request);
        } else if (request.method().equals(HttpMethod.POST)) {
            post(request);
        } else {
            request.response().putHeader("Allow", "GET, POST");
            end(request, NOT_ALLOWED, "GET or POST");
        }
    }

    private void get(HttpServerRequest request) {
        String path = request.path();
        if (path.equals("/")) {
            Language language = Language.of(request.getParam("lang"), request.getHeader("Accept-Language"));
            request.response()
                    .putHeader("Content-Type", "text/html; charset=utf-8")
                    .putHeader("Vary", "Accept-Language")
                    .end(page.in(language));
        } else if (path.equals("/events")) {
            if (!streams.open(request.response())) {
                end(request, TOO_MANY, "Too many are watching.");
            }
        } else if (TYPES.containsKey(path)) {
            request.response().putHeader("Content-Type", TYPES.get(path)).end(PlayPage.resource(path.substring(1)));
        } else {
            end(request, NOT_FOUND, "Not here.");
        }
    }

    private void post(HttpServerRequest request) {
        if (!gate.isOurs(request)) {
            end(request, FORBIDDEN, "Only the playground's own page may do this.");
            return;
        }
        BooleanSupplier action = action(request.path());
        if (action == null) {
            end(request, NOT_FOUND, "There is no such button.");
        } else if (action.getAsBoolean()) {
            end(request, ACCEPTED, "");
        } else {
            end(request, BUSY, "Something else is going on.");
        }
    }

    /** Null if there is none. All of them return at once. */
    private BooleanSupplier action(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return switch (path.substring(0, path.lastIndexOf('/') + 1)) {
            case "/break/" ->
                Breakage.of(name)
                        .<BooleanSupplier>map(breakage -> () -> playground.act(breakage))
                        .orElse(null);
            case "/tour/" ->
                Arrays.stream(Chapter.values())
                        .filter(chapter -> chapter.id().equals(name))
                        .findFirst()
                        .<BooleanSupplier>map(chapter -> () -> playground.play(chapter))
                        .orElse(null);
            case "/" ->
                switch (name) {
                    case "rush" -> playground::rush;
                    case "compare" -> playground::compare;
                    default -> null;
                };
            default -> null;
        };
    }

    private static void end(HttpServerRequest request, int status, String text) {
        HttpServerResponse response = request.response().setStatusCode(status);
        response.putHeader("Content-Type", "text/plain; charset=utf-8");
        if (status != OK && status != ACCEPTED && status != BUSY) {
            response.putHeader("Connection", "close"); // what else it sends is not read
        }
        response.end(text);
    }

    @Override
    public void close() {
        vertx.close();
    }
}
