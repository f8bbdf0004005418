package io.tandem.order.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.web.problem.ProblemException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {

    private static final String KEY = "8e03978e-40d5-43dd-bc93-6894a57f9324";

    @ParameterizedTest
    @ValueSource(
            strings = {
                KEY,
                "\"" + KEY + "\"",
                " \"" + KEY + "\" ",
                "8E03978E-40D5-43DD-BC93-6894A57F9324",
                "\"8E03978e-40D5-43DD-BC93-6894A57F9324\""
            })
    void isOneKeyHoweverItIsWritten(String header) {
        assertThat(IdempotencyKey.of(List.of(header))).contains(UUID.fromString(KEY));
    }

    @Test
    void mayBeLeftOut() {
        assertThat(IdempotencyKey.of(null)).isEmpty();
        assertThat(IdempotencyKey.of(List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"\"",
                "\"",
                "1",
                "1-1-1-1-1",
                "8e03978e40d543ddbc936894a57f9324",
                "8e03978e-40d5-43dd-bc93-6894a57f932",
                "8e03978-e40d5-43dd-bc93-6894a57f9324",
                "8e03978e-40d5-43dd-bc936-894a57f9324",
                "+e03978e-40d5-43dd-bc93-6894a57f9324",
                "-8e03978-40d5-43dd-bc93-6894a57f9324",
                "８e03978e-40d5-43dd-bc93-6894a57f9324",
                "{8e03978e-40d5-43dd-bc93-6894a57f9324}",
                "urn:uuid:8e03978e-40d5-43dd-bc93-6894a57f9324",
                "'8e03978e-40d5-43dd-bc93-6894a57f9324'",
                "\"8e03978e-40d5-43dd-bc93-6894a57f9324",
                "\"8e03978e-40d5-43dd-bc93-6894a57f9324\";a=1",
                "\" 8e03978e-40d5-43dd-bc93-6894a57f9324\"",
                "8e03978e-40d5-43dd-bc93-6894a57f9324,8e03978e-40d5-43dd-bc93-6894a57f9324"
            })
    void isACanonicalUuidOrInvalid(String header) {
        assertThatThrownBy(() -> IdempotencyKey.of(List.of(header)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().status()).isEqualTo(400));
    }

    @Test
    void isThereOnceOrInvalid() {
        assertThatThrownBy(() -> IdempotencyKey.of(List.of(KEY, KEY))).isInstanceOf(ProblemException.class);
    }
}
