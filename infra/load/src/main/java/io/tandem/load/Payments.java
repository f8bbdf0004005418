package io.tandem.load;

import io.tandem.local.run.SignIn;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

/** Pays orders over HTTP, as many at once as anybody asks for: each that is under way has a connection of its own. */
final class Payments {

    /** Far beyond the longest that the service makes a caller wait. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpRequest.Builder request;

    Payments(String orderUrl, SignIn account) {
        byte[] credentials = (account.user() + ":" + account.password()).getBytes(StandardCharsets.UTF_8);
        this.request = HttpRequest.newBuilder(URI.create(orderUrl + "/api/orders"))
                .timeout(TIMEOUT)
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials))
                .header("Content-Type", "application/json");
    }

    /** Never fails: that there was no answer is one, too. */
    CompletableFuture<Answer> pay(long userId, long orderId) {
        String body = "{\"userId\":" + userId + ",\"orderId\":" + orderId + "}";
        HttpRequest order =
                request.copy().POST(HttpRequest.BodyPublishers.ofString(body)).build();
        return http.sendAsync(order, HttpResponse.BodyHandlers.discarding())
                .thenApply(Payments::answer)
                .exceptionally(away -> Answer.NONE);
    }

    private static Answer answer(HttpResponse<Void> response) {
        return new Answer(
                response.statusCode(),
                response.headers().firstValue("Retry-After").isPresent());
    }
}
