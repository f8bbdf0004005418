package io.tandem.play.act;

import io.tandem.faults.history.History;
import io.tandem.faults.load.RecordedCalls;
import io.tandem.faults.rig.Rig;
import io.tandem.faults.variant.Trial;
import io.tandem.faults.variant.Variant;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Progress;
import io.tandem.local.process.Waiting;
import io.tandem.play.board.Api;
import io.tandem.play.board.Board;
import io.tandem.play.board.Books;
import io.tandem.play.board.Observer;
import io.tandem.play.tour.Chapter;
import io.tandem.play.tour.Tour;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** The rig that is played with, and beside it, once asked for, one with the published samples' mistakes. */
public final class Playground implements AutoCloseable {

    /** Sooner than a deployment's: what was not acknowledged comes again while people still look. */
    private static final Map<String, String> SETTINGS = Map.of("TANDEM_ROCKETMQ_CONSUMER_INVISIBLE", "10s");

    private static final Duration OFTEN = Duration.ofMillis(250);
    private static final Duration SOMETIMES = Duration.ofMillis(750);
    private static final long FIRST_NUMBER = 30_001;

    private static final int MOST_CALLS = 20_000;

    private final Path folder;
    private final Progress progress;
    private final Board board;
    private final ExecutorService threads = Executors.newCachedThreadPool(Playground::daemon);
    private final List<String> lines = new ArrayList<>();
    private final AtomicLong numbers = new AtomicLong(FIRST_NUMBER);
    private final AtomicLong acts = new AtomicLong();
    private final AtomicBoolean acting = new AtomicBoolean();
    private final AtomicBoolean rushing = new AtomicBoolean();
    private volatile History history = new History();
    private volatile boolean closed;
    private volatile Thread starter;
    private volatile Rig rig;
    private volatile Rig sample;
    private volatile RecordedCalls calls;
    private volatile Tour tour;
    private volatile List<Act> looking = List.of();
    private volatile Rush rush;

    public Playground(Path folder, Board board, Progress progress) {
        this.folder = folder;
        this.board = board;
        this.progress = progress;
        board.put("phase", "starting");
        board.put("sample", "off");
    }

    /** Returns when everything is ready. */
    public void start() {
        starter = Thread.currentThread();
        rig = Rig.small(folder.resolve("tandem"), this::say);
        rig.start(SETTINGS);
        calls = new RecordedCalls(rig.signIn(), history);
        Books books = new Books(rig.database());
        tour = new Tour(books, new Api(url(), rig.signIn()), () -> history.calls());
        Observer observer = new Observer(rig);
        every(OFTEN, () -> board.put("nodes", observer.nodes()));
        every(OFTEN, () -> looking.forEach(Act::look));
        every(OFTEN, this::showRush);
        every(SOMETIMES, () -> board.put("count", books.count()));
        every(SOMETIMES, () -> board.put("tour", tour.look()));
        board.put("order", url());
        board.put("phase", "ready");
    }

    /** Of order-native's pages. */
    public String url() {
        return rig.orders().get(0).url();
    }

    public String user() {
        return rig.signIn().user();
    }

    public String password() {
        return rig.signIn().password();
    }

    /** Pays one, with whatever is broken meanwhile; false if something else is going on, or nothing is ready. */
    public boolean act(Breakage breakage) {
        long number = numbers.getAndAdd(2);
        return act(breakage, new Parties(number, number, number + 1));
    }

    /** Plays a chapter of the tour. */
    public boolean play(Chapter chapter) {
        boolean began = act(chapter.breakage(), chapter.parties());
        if (began) {
            tour.begin(chapter);
        }
        return began;
    }

    private boolean act(Breakage breakage, Parties parties) {
        return begin(acting, () -> {
            Act act =
                    new Act(acts.incrementAndGet(), breakage.id(), rig, calls, threads, view -> board.put("act", view));
            looking = List.of(act);
            act.run(breakage.script(), parties);
            looking = List.of();
            if (!rushing.get() && breakage != Breakage.TRACE) {
                board.put("reckoning", Reckoning.of(rig, history));
            }
        });
    }

    /** Pays a thousand. */
    public boolean rush() {
        return begin(rushing, () -> {
            Rush next = new Rush(rig, calls, numbers.getAndAdd(Rush.PAYMENTS));
            rush = next;
            board.put("reckoning", Map.of());
            next.run(threads);
            board.put("reckoning", Reckoning.afterRest(rig, history));
            forget();
        });
    }

    /** The same fault in both, at the same time. The first time, the second rig is started. */
    public boolean compare() {
        return begin(acting, () -> {
            startSample();
            long number = numbers.getAndAdd(2);
            Parties parties = new Parties(number, number, number + 1);
            long act = acts.incrementAndGet();
            String id = Breakage.DROP_ROLLBACK.id();
            try (RecordedCalls ofSample = new RecordedCalls(sample.signIn(), new History())) {
                Act left = new Act(act, id, sample, ofSample, threads, view -> board.put("left", view));
                Act right = new Act(act, id, rig, calls, threads, view -> board.put("right", view));
                looking = List.of(left, right);
                CompletableFuture<Void> both =
                        CompletableFuture.runAsync(() -> left.run(Breakage.DROP_ROLLBACK.script(), parties), threads);
                right.run(Breakage.DROP_ROLLBACK.script(), parties);
                both.join();
                looking = List.of();
            }
        });
    }

    private void startSample() {
        if (sample != null) {
            return;
        }
        board.put("sample", "starting");
        Rig second = Rig.small(folder.resolve("sample"), this::say);
        sample = second;
        try {
            second.start(Trial.SETTINGS);
            makeMistakes(second);
        } catch (LocalFailure failure) {
            sample = null;
            board.put("sample", "off");
            second.close();
            throw failure;
        }
        board.put("sample", "ready");
    }

    /** Those of the published samples, as the fault harness makes them. */
    private static void makeMistakes(Rig second) {
        Variant checkBack = Variant.keyedByOrder();
        second.orders().forEach(node -> node.standing(checkBack.order()));
        Variant consumer = Variant.WITHOUT_UNIQUE_KEY;
        try (Connection admin = second.database().openAsAdmin();
                Statement statement = admin.createStatement()) {
            statement.execute(consumer.table().orElseThrow().change());
        } catch (SQLException failure) {
            throw new LocalFailure("Cannot take the key away: " + failure.getMessage(), failure);
        }
    }

    /** Of so many calls the count at the end would take longer than people wait. */
    private void forget() {
        if (history.size() > MOST_CALLS) {
            calls.close();
            history = new History();
            calls = new RecordedCalls(rig.signIn(), history);
        }
    }

    private void showRush() {
        Rush shown = rush;
        if (shown != null) {
            board.put("rush", shown.view());
        }
    }

    private boolean begin(AtomicBoolean busy, Runnable work) {
        if (tour == null || !busy.compareAndSet(false, true)) {
            return false;
        }
        board.put(busy == acting ? "acting" : "rushing", true);
        threads.execute(() -> {
            try {
                work.run();
            } catch (RuntimeException failure) {
                progress.say(failure.toString());
            } finally {
                busy.set(false);
                board.put(busy == acting ? "acting" : "rushing", false);
            }
        });
        return true;
    }

    /** One that fails is repeated all the same: what it looks at may be broken just now. */
    private void every(Duration pause, Runnable look) {
        threads.execute(() -> {
            while (!closed) {
                try {
                    look.run();
                } catch (LocalFailure away) {
                    // shown as it was
                }
                Waiting.pause(pause);
            }
        });
    }

    private void say(String line) {
        progress.say(line);
        synchronized (lines) {
            lines.add(line);
            board.put("progress", List.copyOf(lines));
        }
    }

    @Override
    public void close() {
        board.put("phase", "stopping");
        if (starter != null) {
            starter.interrupt();
        }
        closed = true;
        threads.shutdownNow();
        awaitThreads();
        if (calls != null) {
            calls.close();
        }
        if (sample != null) {
            sample.close();
        }
        if (rig != null) {
            rig.close();
        }
    }

    /** Those that broke something mend nothing any more. */
    private void awaitThreads() {
        try {
            if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
                progress.say("something is still under way; it ends with its servers");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "play");
        thread.setDaemon(true);
        return thread;
    }
}
