package io.tandem.local.mysql;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;

/** Unix socket paths are cut off at 107 bytes, so a server deep in a file tree needs its socket elsewhere. */
final class SocketPath {

    private static final int LONGEST = 99;

    private SocketPath() {}

    /** In the folder if that is short enough; else a name in the temporary directory that is the folder's own. */
    static Path in(Path folder) {
        Path inside = folder.resolve("mysql.sock");
        byte[] bytes = inside.toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= LONGEST) {
            return inside;
        }
        return Path.of(System.getProperty("java.io.tmpdir"))
                .resolve("tandem-" + UUID.nameUUIDFromBytes(bytes) + ".sock");
    }
}
