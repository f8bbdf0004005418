package io.tandem.local.run;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a service's management port whether it is ready. */
final class Health {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private static final int OK = 200;

    private Health() {}

    static boolean isReady(String managementUrl) {
        try {
            return ask(managementUrl).statusCode() == OK;
        } catch (IOException notListening) {
            return false;
        }
    }

    /** The answer in one line, for an error message. */
    static String describe(String managementUrl) {
        try {
            HttpResponse<String> answer = ask(managementUrl);
            return "health says " + answer.statusCode() + " " + answer.body().replaceAll("\\s+", " ");
        } catch (IOException notListening) {
            return "nothing answers at " + managementUrl;
        }
    }

    private static HttpResponse<String> ask(String managementUrl) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(managementUrl + "/q/health/ready"))
                .timeout(TIMEOUT)
                .build();
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }
}
