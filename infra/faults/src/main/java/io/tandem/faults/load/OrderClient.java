package io.tandem.faults.load;

import io.tandem.faults.history.Call;
import io.tandem.faults.history.History;
import io.tandem.faults.history.Kind;
import io.tandem.faults.history.Told;
import io.tandem.faults.rig.Node;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.run.SignIn;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Pays orders over HTTP and writes down what came of it, whatever that is. */
public final class OrderClient {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String authorization;
    private final History history;

    public OrderClient(SignIn account, History history) {
        String credentials = account.user() + ":" + account.password();
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        this.history = history;
    }

    /**
     * What somebody wants.
     *
     * @param patience after which the caller is gone
     */
    public record Wish(Kind kind, long userId, long orderId, Optional<UUID> key, Duration patience) {

        Wish again(Duration nextPatience) {
            return new Wish(Kind.RETRY, userId, orderId, key, nextPatience);
        }
    }

    /** Never fails: no answer is an answer, too. */
    public Told pay(Node server, Wish wish) {
        Instant began = Instant.now();
        Told told = answer(request(server, wish));
        history.add(new Call(
                wish.kind(), server.name(), wish.userId(), wish.orderId(), wish.key(), began, Instant.now(), told));
        return told;
    }

    private HttpRequest request(Node server, Wish wish) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + "/api/orders"))
                .timeout(wish.patience())
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"userId\":" + wish.userId() + ",\"orderId\":" + wish.orderId() + "}"));
        wish.key().ifPresent(key -> request.header("Idempotency-Key", key.toString()));
        return request.build();
    }

    private Told answer(HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return Answers.told(answer.statusCode(), answer.body());
        } catch (ConnectException notSent) {
            return new Told.Refused("not connected");
        } catch (IOException away) {
            return new Told.Nothing(away.getClass().getSimpleName());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LocalFailure("Interrupted", interrupted);
        }
    }
}
