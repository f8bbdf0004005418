package io.tandem.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserCacheTest {

    @TempDir
    Path folder;

    @Test
    void whatWasInterruptedIsDeletedByTheNextThatIsMade() throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("thing.new123")).resolve("half"), "x");

        new UserCache(folder).entry("thing", fresh -> Files.writeString(fresh.resolve("whole"), "y"));

        assertThat(folder.resolve("thing").resolve("whole")).exists();
        assertThat(folder.resolve("thing.new123")).doesNotExist();
    }

    @Test
    void aUserWithoutAHomeIsToldWhatToSet() {
        assertThatThrownBy(() -> UserCache.of(Map.of("XDG_CACHE_HOME", " "), "?"))
                .isInstanceOf(LocalFailure.class)
                .hasMessageContaining("set XDG_CACHE_HOME");
        assertThat(UserCache.of(Map.of("XDG_CACHE_HOME", "/c"), "?").resolve("x"))
                .isEqualTo(Path.of("/c/tandem/x"));
        assertThat(UserCache.of(Map.of(), "/home/me").resolve("x")).isEqualTo(Path.of("/home/me/.cache/tandem/x"));
    }

    @Test
    void aFullCacheIsNamed() {
        assertThatThrownBy(() -> new UserCache(folder).entry("thing", fresh -> {
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(LocalFailure.class)
                .hasMessage("Cannot make " + folder.resolve("thing") + ": No space left on device");
    }
}
