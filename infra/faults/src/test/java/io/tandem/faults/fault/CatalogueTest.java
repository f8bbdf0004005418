package io.tandem.faults.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.local.fault.Verdict;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    @Test
    void everyFaultHasANameOfItsOwn() {
        assertThat(Catalogue.all())
                .extracting(fault -> fault.family().words() + ": " + fault.name())
                .doesNotHaveDuplicates();
    }

    @Test
    void everyFamilyHasOne() {
        assertThat(Catalogue.all()).extracting(Fault::family).contains(Family.values());
    }

    @Test
    void theNthChunkOfItsKindIsHitAndNoOther() {
        Nth second = new Nth(2, 1, MySqlChunks::isCommit, Verdict.CUT_AFTER);

        assertThat(inspect(second, "COMMIT")).isEqualTo(Verdict.PASS);
        assertThat(inspect(second, "INSERT 'COMMIT'")).isEqualTo(Verdict.PASS);
        assertThat(second.came()).isFalse();
        assertThat(inspect(second, "x COMMIT")).isEqualTo(Verdict.CUT_AFTER);
        assertThat(second.came()).isTrue();
        assertThat(inspect(second, "COMMIT")).isEqualTo(Verdict.PASS);
    }

    private static Verdict inspect(Nth inspector, String text) {
        byte[] chunk = text.getBytes(StandardCharsets.UTF_8);
        return inspector.inspect(chunk, chunk.length);
    }
}
