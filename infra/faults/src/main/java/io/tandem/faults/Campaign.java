package io.tandem.faults;

import io.tandem.faults.check.Invariants;
import io.tandem.faults.check.Violation;
import io.tandem.faults.evidence.Scene;
import io.tandem.faults.fault.Fault;
import io.tandem.faults.history.History;
import io.tandem.faults.load.Numbers;
import io.tandem.faults.report.Lines;
import io.tandem.faults.rig.Rig;
import io.tandem.faults.round.Plan;
import io.tandem.faults.round.Round;
import io.tandem.faults.round.RoundResult;
import io.tandem.local.process.Folders;
import io.tandem.local.process.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Round after round of one plan on one rig, until time is up. */
final class Campaign {

    /** Sooner than a deployment's, so that a run waits for seconds where a deployment waits for a minute. */
    static final Map<String, String> SETTINGS = Map.of(
            "TANDEM_REDELIVERY_GRACE", "10s",
            "TANDEM_REDELIVERY_SEARCH_EVERY", "1s",
            "TANDEM_REDELIVERY_FIRST_BACK_OFF", "3s",
            "TANDEM_ROCKETMQ_CONSUMER_INVISIBLE", "10s",
            // While a clock is off, the process whose clock it is would forget what others need.
            "TANDEM_LEDGER_PRUNE_EVERY", "1s");

    /** The client's gRPC channel backs off for as long as a minute after its broker was away. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final int CLIENTS = 32;

    private final Progress progress;

    Campaign(Progress progress) {
        this.progress = progress;
    }

    /**
     * What came of it.
     *
     * @param atTheEnd what a look over everything found, after the last round
     */
    record Outcome(List<RoundResult> rounds, List<String> skipped, List<Violation> atTheEnd) {

        /** Of no round at all. */
        static final Outcome NONE = new Outcome(List.of(), List.of(), List.of());
    }

    Outcome run(Path folder, long seed, Duration lasting, List<Fault> faults, boolean groups) {
        try (Rig rig = Rig.start(folder, withGroups(SETTINGS, groups), progress)) {
            List<String> skipped = new ArrayList<>();
            List<Fault> possible = possible(rig, faults, skipped);
            List<RoundResult> rounds = rounds(rig, new Plan(seed, possible), lasting);
            skipped.addAll(notReached(possible, rounds));
            List<Violation> last = lastLook(rig, rounds);
            Lines.violations(last).forEach(progress::say);
            return new Outcome(rounds, skipped, last);
        } finally {
            Folders.delete(folder.resolve("programs"));
            Folders.delete(folder.resolve("mysql"));
            Folders.delete(folder.resolve("mysql-replica"));
            Folders.delete(folder.resolve("rocketmq"));
        }
    }

    /** Those settings, with groups or without. */
    static Map<String, String> withGroups(Map<String, String> settings, boolean groups) {
        Map<String, String> all = new HashMap<>(settings);
        if (!groups) {
            all.put("TANDEM_ROCKETMQ_GROUP_SIZE", "1");
        }
        return all;
    }

    private List<Fault> possible(Rig rig, List<Fault> faults, List<String> skipped) {
        List<Fault> possible = new ArrayList<>();
        for (Fault fault : faults) {
            Optional<String> why = fault.impossible().apply(rig);
            if (why.isEmpty()) {
                possible.add(fault);
            } else {
                String line = fault.family().words() + ": " + fault.name() + ": " + why.get();
                progress.say("SKIPPED " + line);
                skipped.add(line);
            }
        }
        return possible;
    }

    /** Those whose turn had not come when time was up. */
    private List<String> notReached(List<Fault> possible, List<RoundResult> rounds) {
        List<String> lines = new ArrayList<>();
        for (Fault fault : possible) {
            boolean came = rounds.stream()
                    .anyMatch(round -> round.fault().equals(fault.name())
                            && round.family().equals(fault.family().words()));
            if (!came) {
                String line = fault.family().words() + ": " + fault.name() + ": time was up before its turn";
                progress.say("SKIPPED " + line);
                lines.add(line);
            }
        }
        return lines;
    }

    private List<RoundResult> rounds(Rig rig, Plan plan, Duration lasting) {
        Round round = new Round(rig, CLIENTS, PATIENCE);
        List<RoundResult> results = new ArrayList<>();
        long end = System.nanoTime() + lasting.toNanos();
        while (plan.hasNext() && System.nanoTime() < end) {
            Plan.Step step = plan.next();
            RoundResult result = round.run(step.number(), step.seed(), step.fault());
            Lines.of(result).forEach(progress::say);
            results.add(result);
        }
        return results;
    }

    /** What came late, into a round that was judged already. No answers: those were judged in their rounds. */
    private static List<Violation> lastLook(Rig rig, List<RoundResult> rounds) {
        if (rounds.stream().anyMatch(round -> !round.good())) {
            return List.of(); // it would only say the same again
        }
        Scene scene = new Scene(rig, Numbers.ofAllRounds(), new History());
        scene.awaitQuiet(PATIENCE);
        return Invariants.ofThings(scene.evidence());
    }
}
