package io.tandem.faults.variant;

import io.tandem.faults.check.Violation;
import io.tandem.faults.check.Violation.Effect;
import io.tandem.faults.fault.Fault;
import io.tandem.faults.rig.Rig;
import io.tandem.faults.round.Round;
import io.tandem.faults.round.RoundResult;
import io.tandem.local.process.LocalFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Whether the harness finds what is wrong with a variant, and how soon.
 *
 * <p>The redelivery is put off in these rounds: it is a net of its own below the protocol, and publishes again in the end whatever
 * order has no shipment. What is tried here is the protocol without the net.
 */
public final class Trial {

    /** Variables of the services. */
    public static final Map<String, String> SETTINGS = Map.of(
            "TANDEM_REDELIVERY_GRACE", "1h",
            "TANDEM_ROCKETMQ_CONSUMER_BATCH_SIZE", "1",
            "TANDEM_ROCKETMQ_CONSUMER_INVISIBLE", "10s");

    /** For what is lost in a variant nothing ever comes; in the product all comes within a few seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int MOST_ROUNDS = 4;

    private final Rig rig;
    private final Round round;
    private int number;

    /** @param firstRound the first round number that no other round has */
    public Trial(Rig rig, int clients, int firstRound) {
        this.rig = rig;
        this.round = new Round(rig, clients, PATIENCE);
        this.number = firstRound;
    }

    /**
     * What was found.
     *
     * @param took from when the variant ran until it was found, or all its rounds were over
     */
    public record Finding(
            String variant,
            String why,
            List<String> faults,
            boolean caught,
            Duration took,
            List<Violation> violations,
            String note) {}

    /** Ends with the product as it is. */
    public Finding of(Variant variant, long seed) {
        Random seeds = new Random(seed);
        long began = System.nanoTime();
        List<String> tried = new ArrayList<>();
        String note = "";
        variant.table().ifPresent(table -> execute(table.change()));
        rig.orders().forEach(node -> node.standing(variant.order()));
        rig.logistics().forEach(node -> node.standing(variant.logistics()));
        try {
            for (int i = 0; i < rounds(variant); i++) {
                Fault fault = variant.faults().get(i % variant.faults().size());
                RoundResult result = round.run(number++, seeds.nextLong(), fault);
                tried.add(fault.family().words() + ": " + fault.name());
                note = result.note();
                List<Violation> wrong = wrong(result);
                if (!wrong.isEmpty()) {
                    return new Finding(variant.name(), variant.why(), tried, true, since(began), wrong, note);
                }
            }
            return new Finding(variant.name(), variant.why(), tried, false, since(began), List.of(), note);
        } finally {
            rig.nodes().forEach(node -> node.standing(List.of()));
            variant.table().ifPresent(this::undo);
        }
    }

    /** The product as it is gets each fault once: nothing will be found however long one looks. */
    private static int rounds(Variant variant) {
        return variant.isBroken() ? MOST_ROUNDS : variant.faults().size();
    }

    /** What is merely not at rest yet may be the machine's slowness, and proves nothing against a variant. */
    private static List<Violation> wrong(RoundResult result) {
        return result.violations().stream()
                .filter(violation -> violation.effect() != Effect.OPEN)
                .toList();
    }

    private void undo(Variant.Table table) {
        execute("DELETE FROM logistics");
        execute(table.undo());
    }

    private void execute(String sql) {
        try (Connection admin = rig.database().openAsAdmin();
                Statement statement = admin.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new LocalFailure(sql + ": " + failure.getMessage(), failure);
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
