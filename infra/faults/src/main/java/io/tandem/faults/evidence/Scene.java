package io.tandem.faults.evidence;

import io.tandem.faults.check.Evidence;
import io.tandem.faults.history.Call;
import io.tandem.faults.history.History;
import io.tandem.faults.history.Told;
import io.tandem.faults.load.Numbers;
import io.tandem.faults.rig.Rig;
import io.tandem.local.process.Waiting;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** One round's part of the world: waits until nothing in it moves any more, and then takes it down. */
public final class Scene {

    private static final Duration LOOK_EVERY = Duration.ofMillis(400);

    /** Together longer than the broker's pause between two checks, 2 s. */
    private static final int LOOKS = 6;

    private final Rig rig;
    private final Tables tables;
    private final BrokerTopics topics;
    private final History history;

    public Scene(Rig rig, Numbers numbers, History history) {
        this.rig = rig;
        this.tables = new Tables(rig.database(), numbers);
        this.topics = new BrokerTopics(rig.rocketMq(), numbers);
        this.history = history;
    }

    /**
     * Whether it came to rest in time: all shipped, no half message open, every doubt settled, nothing being written. One look is not
     * enough: each check stores a half message anew, and a look between its going and its coming sees none.
     */
    public boolean awaitQuiet(Duration atMost) {
        long[] last = {-1};
        int[] inARow = {0};
        return Waiting.until(atMost, () -> {
            Waiting.pause(LOOK_EVERY);
            long size = tables.size();
            boolean still = size == last[0] && isAtRest();
            last[0] = size;
            inARow[0] = still ? inARow[0] + 1 : 0;
            return inARow[0] == LOOKS;
        });
    }

    private boolean isAtRest() {
        return tables.unshipped() == 0
                && topics.openHalf().isEmpty()
                && undecided().isEmpty();
    }

    public Evidence evidence() {
        Api api = new Api(rig.orders().get(0).url(), rig.signIn());
        Map<UUID, String> answers = new HashMap<>();
        doubts().forEach(attempt -> answers.put(attempt, api.answerOf(attempt)));
        return new Evidence(
                tables.ledger(),
                tables.orders(),
                tables.shipments(),
                tables.parked(),
                topics.read(),
                api.console(),
                answers,
                history.calls());
    }

    private Set<UUID> undecided() {
        Set<UUID> open = doubts();
        if (!open.isEmpty()) {
            tables.ledger().forEach(decision -> open.remove(decision.attempt()));
        }
        return open;
    }

    private Set<UUID> doubts() {
        List<Call> calls = history.calls();
        return calls.stream()
                .filter(call -> call.told() instanceof Told.InDoubt)
                .map(call -> ((Told.InDoubt) call.told()).attempt())
                .collect(Collectors.toSet());
    }
}
