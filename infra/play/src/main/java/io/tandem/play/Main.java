package io.tandem.play;

import io.tandem.local.process.AtExit;
import io.tandem.local.process.Folders;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.PidFile;
import io.tandem.local.process.Progress;
import io.tandem.local.process.ProjectRoot;
import io.tandem.play.act.Playground;
import io.tandem.play.board.Board;
import io.tandem.play.web.PlayServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** The program behind {@code make play}. It runs beside whatever else runs: one port is well known, all others are free ones. */
public final class Main {

    private static final String STANDARD_PORT = "8090";
    private static final Progress SAY = Progress.CONSOLE;

    private Main() {}

    public static void main(String... arguments) {
        AtExit.orSayWhyNot(Main::run);
    }

    /** Never returns: it fails, or a signal ends the JVM. */
    private static void run() {
        int port = port(System.getenv().getOrDefault("PLAY_PORT", ""));
        Path folder = ProjectRoot.find().resolve(".run-play").resolve(Integer.toString(port));
        Board board = new Board();
        Playground playground = new Playground(folder, board, SAY);
        PlayServer server = PlayServer.listen(port, board, playground); // and no other playground has the folder
        AtExit.first(() -> stop(server, playground, folder));
        AtExit.exitWith(0);
        String address = "http://127.0.0.1:" + port + "/";
        SAY.say("the playground's page is up at " + address + " and shows what is still starting");
        endOrphans(folder);
        Folders.delete(folder);
        playground.start();
        SAY.say("The playground is ready: open " + address + "  (Ctrl-C stops everything)");
        SAY.say("The services' own pages: " + playground.url() + "/, sign in as " + playground.user()
                + " with password " + playground.password());
        waitForASignal();
    }

    private static int port(String given) {
        String value = given.isBlank() ? STANDARD_PORT : given;
        if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > 65_535) {
            throw new LocalFailure("PLAY_PORT is not a port: " + value);
        }
        return Integer.parseInt(value);
    }

    private static void stop(PlayServer server, Playground playground, Path folder) {
        SAY.say("stopping");
        playground.close();
        server.close();
        Folders.delete(folder);
        SAY.say("stopped");
    }

    /** What a playground that was killed left behind. */
    private static void endOrphans(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> pids =
                    files.filter(file -> file.toString().endsWith(".pid")).toList();
            pids.forEach(file -> new PidFile(file).endOrphan(folder.toString()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void waitForASignal() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
