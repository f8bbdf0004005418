package io.tandem.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.faults.fault.Catalogue;
import io.tandem.faults.fault.Fault;
import io.tandem.faults.report.Lines;
import io.tandem.faults.rig.Rig;
import io.tandem.faults.round.Round;
import io.tandem.faults.round.RoundResult;
import io.tandem.faults.variant.Trial;
import io.tandem.faults.variant.Trial.Finding;
import io.tandem.faults.variant.Variant;
import io.tandem.local.process.Folders;
import io.tandem.local.process.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The most telling faults of {@code make faults}, with one seed, and one broken variant: for every change, in about two minutes. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SeedSetTest {

    private static final Path FOLDER = Path.of("target", "seed-set").toAbsolutePath();
    private static final long SEED = 20_261_124;
    private static final int CLIENTS = 8;

    /** Of which a broker that was away takes most. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private Rig rig;
    private int round;

    @BeforeAll
    void start() {
        Folders.delete(FOLDER);
        rig = Rig.start(FOLDER, Campaign.SETTINGS, Progress.CONSOLE);
    }

    @AfterAll
    void stop() {
        rig.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order-native killed: after COMMIT, before commit()",
                "stopped and continued: order-native before COMMIT",
                "network: order-native: reply to COMMIT lost",
                "logistics-native killed: after COMMIT, before the acknowledgement",
                "MySQL: rights revoked",
                "MySQL: fail-over, the old primary lives on read-only",
                "network: silent: a firewall has forgotten the connections",
                "RocketMQ: killed"
            })
    @Order(1)
    void allInvariantsHold(String name) {
        RoundResult result = new Round(rig, CLIENTS, PATIENCE).run(round++, SEED + round, fault(name));

        Lines.of(result).forEach(Progress.CONSOLE::say);
        assertThat(result.note()).as("whether the fault took hold").isEmpty();
        assertThat(result.violations()).isEmpty();
        assertThat(result.quiet()).as("all at rest within " + PATIENCE).isTrue();
        assertThat(result.figures().acknowledged()).isPositive();
    }

    @Test
    @Order(2)
    void findsAConsumerWithoutTheUniqueKey() {
        Finding finding = new Trial(rig, CLIENTS, round).of(Variant.WITHOUT_UNIQUE_KEY, SEED);

        Progress.CONSOLE.say(Lines.of(finding));
        assertThat(finding.caught()).isTrue();
    }

    private static Fault fault(String name) {
        List<String> names = new ArrayList<>();
        for (Fault fault : Catalogue.all()) {
            String full = fault.family().words() + ": " + fault.name();
            if (full.equals(name)) {
                return fault;
            }
            names.add(full);
        }
        throw new IllegalArgumentException("There is no " + name + " among " + names);
    }
}
