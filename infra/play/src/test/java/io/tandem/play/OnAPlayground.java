package io.tandem.play;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A playground, and a browser on it, for all tests of a class; at the end it leaves nothing behind. */
abstract class OnAPlayground {

    @TempDir
    static Path folder;

    static RunningPlayground playground;
    static PlayPage page;

    @BeforeAll
    static void start() {
        playground = RunningPlayground.start(folder.resolve("play.log"));
        page = new PlayPage(playground.url());
    }

    @AfterAll
    static void leavesNothingBehind() throws InterruptedException {
        if (page != null) {
            page.close();
        }
        if (playground != null) {
            try (RunningPlayground last = playground) {
                last.stop();
            }
        }
    }
}
