package io.tandem.acceptance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tandem.acceptance.Tandem;
import io.tandem.local.process.LocalFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service that is started by hand where something else listens. */
class TakenPortTest {

    @ParameterizedTest
    @ValueSource(strings = {"QUARKUS_HTTP_PORT", "QUARKUS_MANAGEMENT_PORT"})
    void aPortThatIsTakenIsNamedInOneLineAndEndsTheStart(String setting) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            Throwable ended = catchThrowable(() -> Tandem.services().anotherOrder(Map.of(setting, port)));

            assertThat(ended).isInstanceOf(LocalFailure.class).hasMessageContaining("exit code 1");
            List<String> said = Files.readAllLines(log(ended));
            assertThat(said)
                    .filteredOn(line -> line.contains("ERROR"))
                    .singleElement()
                    .asString()
                    .contains("Cannot start. " + setting + ": cannot listen on 127.0.0.1:" + port);
            assertThat(said).noneMatch(line -> line.contains("\tat ") || line.contains("kill"));
            assertThat(said).hasSizeLessThan(10);
        }
    }

    private static Path log(Throwable ended) {
        return Path.of(ended.getMessage().replaceFirst("(?s).*\\(see (.*)\\)$", "$1"));
    }
}
