package io.tandem.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.local.process.LocalFailure;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadSettingsTest {

    @Test
    void withoutWishesItIsTheWholeThing() {
        LoadSettings settings = LoadSettings.from(Map.of());

        assertThat(settings.overload()).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.soak()).isEqualTo(100_000);
        assertThat(settings.racers()).isEqualTo(1_000);
    }

    @Test
    void whatItPrintsReplaysIt() {
        LoadSettings settings = LoadSettings.from(Map.of("LOAD_MINUTES", "0.5", "SEED", "7", "SOAK_ORDERS", "0"));

        assertThat(settings).hasToString("LOAD_MINUTES=0.5 SOAK_ORDERS=0 RACERS=1000 SLOW_CLIENTS=300 SEED=7");
    }

    @Test
    void whatIsNoNumberIsSaid() {
        assertThatThrownBy(() -> LoadSettings.from(Map.of("RACERS", "many")))
                .isInstanceOf(LocalFailure.class)
                .hasMessage("RACERS is many, but must be a number");
    }
}
