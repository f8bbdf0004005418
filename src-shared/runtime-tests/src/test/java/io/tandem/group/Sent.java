package io.tandem.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.transaction.TransactionOutcome;
import io.tandem.transaction.TransactionOutcome.Committed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Several that were sent at once, behind one that began by itself. */
final class Sent {

    final List<String> keys;
    /** The one that began by itself first. */
    private final List<CompletableFuture<TransactionOutcome<Void>>> running = new ArrayList<>();

    private Sent(List<String> keys) {
        this.keys = keys;
    }

    static Sent together(Grouped groups, int count) {
        return all(groups, Grouped.keys(count));
    }

    static Sent all(Grouped groups, List<String> keys) {
        Sent sent = new Sent(keys).begin(groups, -1, 0);
        sent.outcomes();
        return sent;
    }

    /** The one at {@code odd} in that lane; does not wait for any. */
    static Sent of(Grouped groups, int count, int odd, int lane) {
        return new Sent(Grouped.keys(count)).begin(groups, odd, lane);
    }

    private Sent begin(Grouped groups, int odd, int oddLane) {
        running.add(groups.send(Grouped.key(), Grouped.lane()));
        for (int i = 0; i < keys.size(); i++) {
            running.add(groups.send(keys.get(i), i == odd ? oddLane : Grouped.lane()));
        }
        return this;
    }

    List<TransactionOutcome<Void>> outcomes() {
        return running.stream().skip(1).map(CompletableFuture::join).toList();
    }

    /** Those of that kind. */
    List<TransactionOutcome<Void>> outcomes(Class<?> kind) {
        return outcomes().stream().filter(kind::isInstance).toList();
    }

    TransactionOutcome<Void> outcome(int i) {
        return running.get(i + 1).join();
    }

    void assertCommittedBut(int odd) {
        for (int i = 0; i < keys.size(); i++) {
            if (i != odd) {
                assertThat(outcome(i)).isInstanceOf(Committed.class);
            }
        }
    }
}
