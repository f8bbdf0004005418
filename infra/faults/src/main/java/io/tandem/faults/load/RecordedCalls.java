package io.tandem.faults.load;

import io.tandem.faults.history.Call;
import io.tandem.faults.history.History;
import io.tandem.faults.history.Kind;
import io.tandem.faults.history.Told;
import io.tandem.faults.rig.Node;
import io.tandem.load.client.Answer;
import io.tandem.load.client.Order;
import io.tandem.load.client.OrderClient;
import io.tandem.local.run.SignIn;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Pays orders and writes down what came of it, whatever that is. */
public final class RecordedCalls implements AutoCloseable {

    private final OrderClient http;
    private final History history;

    public RecordedCalls(SignIn account, History history) {
        this.http = new OrderClient(account);
        this.history = history;
    }

    /**
     * What a caller wants.
     *
     * @param patience after which the caller is gone
     */
    public record Wish(Kind kind, long userId, long orderId, Optional<UUID> key, Duration patience) {

        Wish again(Duration nextPatience) {
            return new Wish(Kind.RETRY, userId, orderId, key, nextPatience);
        }
    }

    /** Returns with the answer. Never fails: no answer is an answer, too. */
    public Told pay(Node server, Wish wish) {
        Instant began = Instant.now();
        Order order = new Order(wish.userId(), wish.orderId(), wish.key(), wish.patience());
        Told told = told(http.pay(URI.create(server.url()), order).join());
        history.add(new Call(
                wish.kind(), server.name(), wish.userId(), wish.orderId(), wish.key(), began, Instant.now(), told));
        return told;
    }

    private static Told told(Answer answer) {
        return switch (answer.status()) {
            case Answer.NOT_SENT, Answer.NOT_CONNECTED -> new Told.Refused("not connected");
            case Answer.NONE -> new Told.Nothing(answer.why());
            default -> Answers.told(answer.status(), answer.body());
        };
    }

    @Override
    public void close() {
        http.close();
    }
}
