package io.tandem.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.local.process.LocalFailure;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void tenMinutesOfEverythingUnlessSomethingElseIsWanted() {
        Settings settings = Settings.from(Map.of());

        assertThat(settings.minutes()).isEqualTo(10);
        assertThat(settings.seed()).isEmpty();
        assertThat(settings.wants("MySQL: killed")).isTrue();
        assertThat(settings.writesReport()).isTrue();
    }

    @Test
    void aPartOfTheFaultsIsNoReport() {
        Settings settings = Settings.from(Map.of("FAULTS", "MySQL.*", "SEED", "-7", "FAULTS_MINUTES", "0.5"));

        assertThat(settings.wants("MySQL: killed")).isTrue();
        assertThat(settings.wants("RocketMQ: killed")).isFalse();
        assertThat(settings.seed()).contains(-7L);
        assertThat(settings.minutes()).isEqualTo(0.5);
        assertThat(settings.writesReport()).isFalse();
    }

    @Test
    void saysWhatIsNoNumber() {
        assertThatThrownBy(() -> Settings.from(Map.of("SEED", "x")))
                .isInstanceOf(LocalFailure.class)
                .hasMessageContaining("SEED");
    }
}
