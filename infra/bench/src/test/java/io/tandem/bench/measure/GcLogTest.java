package io.tandem.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GcLogTest {

    private static final long MEBIBYTE = 1 << 20;

    @TempDir
    private Path folder;

    @Test
    void addsUpWhatWasThereBeforeEachCollectionLessWhatTheOneBeforeLeft() throws IOException {
        Path log = Files.writeString(folder.resolve("gc"), """
                [0.010s] Using G1
                [1.000s] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 24M->4M(256M) 3.1ms
                [2.000s] GC(1) Pause Young (Concurrent Start) (Metadata GC Threshold) 104M->10M(256M) 4.0ms
                [2.010s] GC(2) Concurrent Mark Cycle
                [2.020s] GC(2) Pause Remark 12M->12M(256M) 1.0ms
                """);

        assertThat(GcLog.allocated(log)).isEqualTo((24 + 100 + 2) * MEBIBYTE);
    }
}
