package io.tandem.faults.round;

import io.tandem.faults.check.Evidence;
import io.tandem.faults.check.Invariants;
import io.tandem.faults.check.Violation;
import io.tandem.faults.evidence.Scene;
import io.tandem.faults.fault.Fault;
import io.tandem.faults.fault.NotInjectedException;
import io.tandem.faults.history.History;
import io.tandem.faults.load.Load;
import io.tandem.faults.load.Numbers;
import io.tandem.faults.rig.Node;
import io.tandem.faults.rig.Rig;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Load, a fault in its middle, its end, rest, and the check. */
public final class Round {

    private static final Duration BEFORE = Duration.ofMillis(700);
    private static final Duration AFTER = Duration.ofMillis(700);

    private final Rig rig;
    private final int clients;
    private final Duration patience;

    /**
     * @param clients how many call at once
     * @param patience for everything to come to rest after a fault has ended
     */
    public Round(Rig rig, int clients, Duration patience) {
        this.rig = rig;
        this.clients = clients;
        this.patience = patience;
    }

    /**
     * One after the other: two rounds at once would break each other's things.
     *
     * @param seed decides which process is hit and when, and what the clients do
     */
    public RoundResult run(int number, long seed, Fault fault) {
        Random random = new Random(seed);
        History history = new History();
        Numbers numbers = Numbers.ofRound(number);
        Load load = Load.start(rig, history, numbers, random.nextLong(), clients);
        String note = "";
        long ended;
        try {
            Waiting.pause(BEFORE);
            note = breakAndHeal(fault, random);
            ended = System.nanoTime();
            rig.restore();
            Waiting.pause(AFTER);
        } finally {
            load.stop();
        }
        rig.nodes().forEach(Node::requireSoundRules);
        Scene scene = new Scene(rig, numbers, history);
        boolean quiet = scene.awaitQuiet(patience);
        Duration recovery = Duration.ofNanos(System.nanoTime() - ended);
        Evidence evidence = scene.evidence();
        List<Violation> violations = Invariants.violations(evidence);
        return new RoundResult(
                number,
                seed,
                fault.family().words(),
                fault.name(),
                note.isEmpty(),
                note,
                Counting.figures(evidence, violations),
                quiet,
                recovery,
                violations);
    }

    /** Empty if the fault took hold, or why it did not. */
    private String breakAndHeal(Fault fault, Random random) {
        try {
            Fault.Ending ending = fault.injection().begin(rig, random);
            try {
                Waiting.pause(fault.lasts());
            } finally {
                ending.end();
            }
            return "";
        } catch (NotInjectedException | LocalFailure failure) {
            return failure.getMessage();
        }
    }
}
