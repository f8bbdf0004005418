package io.tandem.order.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.ledger.AttemptId;
import io.tandem.order.PaymentOrder;
import io.tandem.order.PlaceOrderOutcome.InDoubt;
import io.tandem.order.PlaceOrderOutcome.Rejected;
import io.tandem.transaction.TransactionOutcome.Reason;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser brings back is what it was given, or nothing. */
class OutcomeCookieTest {

    private static final String ID = "01890a5d-ac96-774b-bcce-b302099a8057";
    private static final String KEY = "7f1f4f0e-6d3c-4c1e-9a53-0d1f6a0c8b11";

    @ParameterizedTest
    @EnumSource
    void bringsBackWhatItWasGiven(Reason reason) {
        for (Optional<UUID> key : List.of(Optional.<UUID>empty(), Optional.of(UUID.fromString(KEY)))) {
            Rejected rejected = new Rejected(AttemptId.next(), new PaymentOrder(1, Long.MAX_VALUE, key), reason);

            assertThat(OutcomeCookie.parse(OutcomeCookie.text(rejected))).contains(rejected);
        }
    }

    @Test
    void bringsBackWhatIsInDoubt() {
        InDoubt inDoubt = new InDoubt(AttemptId.next(), new PaymentOrder(1, 2, Optional.of(UUID.fromString(KEY))));

        assertThat(OutcomeCookie.parse(OutcomeCookie.text(inDoubt))).contains(inDoubt);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "....",
                ID,
                ID + ".BUSY.1.2",
                ID + ".BUSY.1.2." + KEY + ".",
                ID + ".BUSY.1.2." + KEY + ".3",
                ID + ".busy.1.2." + KEY,
                ID + ".TIRED.1.2." + KEY,
                ID + "..1.2." + KEY,
                ID + ".BUSY.0.2." + KEY,
                ID + ".BUSY.-1.2." + KEY,
                ID + ".BUSY.01.2." + KEY,
                ID + ".BUSY. 1.2." + KEY,
                ID + ".BUSY.1.9223372036854775808." + KEY,
                ID + ".BUSY.1.٣." + KEY,
                ID + ".BUSY.1.<b>." + KEY,
                ID + ".BUSY.1.2.1",
                ID + ".BUSY.1.2.<script>alert(1)</script>",
                "01890A5D-AC96-774B-BCCE-B302099A8057.BUSY.1.2." + KEY,
                "1-1-1-1-1.BUSY.1.2." + KEY,
                "<script>alert(1)</script>.BUSY.1.2." + KEY
            })
    void nothingComesOfAnythingElse(String text) {
        assertThat(OutcomeCookie.parse(text)).isEmpty();
        assertThat(OutcomeCookie.parse(text + "x".repeat(4000))).isEmpty();
    }
}
