package io.tandem.play.act;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.faults.history.Kind;
import io.tandem.faults.history.Told;
import io.tandem.faults.load.RecordedCalls;
import io.tandem.faults.load.RecordedCalls.Wish;
import io.tandem.faults.rig.Node;
import io.tandem.faults.rig.Rig;
import io.tandem.local.broker.RocketMqServer;
import io.tandem.local.process.AtExit;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Waiting;
import io.tandem.play.act.ActView.Note;
import io.tandem.play.act.ActView.Paid;
import io.tandem.play.board.Api;
import io.tandem.play.board.Books;
import io.tandem.play.board.Books.Decision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One press of a button on one rig: payments, what is broken meanwhile, and what is seen of it. */
public final class Act {

    private static final Duration PATIENT = Duration.ofSeconds(20);
    private static final Duration REACHED_WITHIN = Duration.ofSeconds(40);

    private static final Duration TRY_AGAIN = Duration.ofMillis(250);

    /** The gRPC channel of a client backs off for as long as a minute. */
    private static final Duration HEALED_WITHIN = Duration.ofMinutes(2);

    /** Each check stores a half message anew: a look between its going and its coming sees none. */
    private static final int LOOKS = 4;

    private static final Duration LOOK_EVERY = Duration.ofMillis(300);

    /** A caller that was told nothing may not even have begun: then the ledger will never have an answer. */
    private static final int LOOKS_WHEN_UNDECIDED = 30;

    /** What was shipped to a user who has no order is not going to be right by itself. */
    private static final int LOOKS_UNTIL_WRONG = 12;

    private final long number;
    private final String id;
    private final Rig rig;
    private final Books books;
    private final Api api;
    private final RecordedCalls calls;
    private final Executor threads;
    private final Consumer<ActView> show;

    private final long began = System.nanoTime();
    private final List<Note> notes = new ArrayList<>();
    private final List<Payment> payments = new ArrayList<>();
    private final Set<Long> watched = new LinkedHashSet<>();
    private final Set<String> broken = new LinkedHashSet<>();
    private final Set<UUID> unasked = new LinkedHashSet<>();
    private List<Paid> paid = List.of();
    private List<JsonNode> attempts = List.of();
    private Set<String> waiting = Set.of();
    private String phase = "going";
    private long endedMs = -1;

    Act(long number, String id, Rig rig, RecordedCalls calls, Executor threads, Consumer<ActView> show) {
        this.number = number;
        this.id = id;
        this.rig = rig;
        this.books = new Books(rig.database());
        this.api = new Api(order().url(), rig.signIn());
        this.calls = calls;
        this.threads = threads;
        this.show = show;
    }

    Rig rig() {
        return rig;
    }

    Node order() {
        return rig.orders().get(0);
    }

    Node logistics() {
        return rig.logistics().get(0);
    }

    Books books() {
        return books;
    }

    /** The answer comes later. */
    Payment pay(long user, long order, Kind kind) {
        Wish wish = new Wish(kind, user, order, Optional.empty(), PATIENT);
        note("pay", user, order);
        Payment payment = new Payment(
                user,
                order,
                CompletableFuture.supplyAsync(
                        () -> {
                            Told told = calls.pay(order(), wish);
                            note("told-" + told.name(), user, order);
                            return told;
                        },
                        threads));
        synchronized (this) {
            payments.add(payment);
        }
        return payment;
    }

    /** Again and again until the answer names an attempt, whose outcome then is decided or in doubt: a busy machine refuses some. */
    UUID payUntilDecided(long user, long order, Kind kind) {
        long deadline = System.nanoTime() + HEALED_WITHIN.toNanos();
        while (true) {
            Payment payment = pay(user, order, kind);
            answerOf(payment);
            if (payment.attempt().isPresent()) {
                return payment.attempt().get();
            }
            if (System.nanoTime() > deadline) {
                throw new LocalFailure("order-native decided nothing on order " + order);
            }
            Waiting.pause(TRY_AGAIN);
        }
    }

    /** The broker was not told: nothing is at its end before it has asked. */
    void expectCheckBack(UUID attempt) {
        unasked.add(attempt);
    }

    /** Again and again until the order is placed; only the last try is shown. */
    void payUntilPlaced(long user, long order) {
        boolean placed = Waiting.until(HEALED_WITHIN, () -> {
            Wish wish = new Wish(Kind.RETRY, user, order, Optional.empty(), PATIENT);
            Told told = calls.pay(order(), wish);
            if (!(told instanceof Told.Placed)) {
                Waiting.pause(TRY_AGAIN);
            } else {
                synchronized (this) {
                    payments.add(new Payment(user, order, CompletableFuture.completedFuture(told)));
                }
                note("pay-again", user, order);
                note("told-placed", user, order);
            }
            return told instanceof Told.Placed;
        });
        if (!placed) {
            throw new LocalFailure("order " + order + " could not be placed any more");
        }
    }

    /** Shows all attempts at an order, of every user. */
    void watch(long order) {
        synchronized (this) {
            watched.add(order);
        }
        look();
    }

    /** Until that user's order has its shipment. */
    void awaitShipped(long user, long order) {
        if (!holds(HEALED_WITHIN, () -> books.shippedTo(order).contains(user))) {
            throw new LocalFailure("order " + order + " was not shipped");
        }
    }

    /** Until the trace of an order has such a step. */
    void awaitStep(long order, String step, String result) {
        boolean there = holds(HEALED_WITHIN, () -> api.attempts(order).stream()
                .anyMatch(attempt -> StepsOf.has(attempt, step, result)));
        if (!there) {
            throw new LocalFailure("order " + order + " never came to " + step + " " + result);
        }
    }

    Told answerOf(Payment payment) {
        return payment.told().join();
    }

    void awaitDeath(Node node) {
        awaitReached(() -> !node.isAlive(), node.name() + " did not come to be killed");
    }

    void awaitReached(Callable<Boolean> condition, String orElse) {
        if (!holds(REACHED_WITHIN, condition)) {
            throw new LocalFailure(orElse);
        }
    }

    void breaks(String what) {
        synchronized (this) {
            broken.add(what);
        }
        show();
    }

    /** All runs and reaches all again. */
    void mend() {
        rig.restore();
        synchronized (this) {
            broken.clear();
        }
        show();
    }

    void note(String key, Object... arguments) {
        synchronized (this) {
            notes.add(new Note(
                    elapsedMs(),
                    key,
                    List.of(arguments).stream().map(Object::toString).toList()));
        }
        show();
    }

    /** Runs the script, mends what it broke, and waits until everything is as it must be, or plainly is not. */
    void run(Script script, Parties parties) {
        try {
            script.play(this, parties);
            phase("healing");
            mend();
            phase(verdict());
        } catch (RuntimeException failure) {
            note("failed", Objects.toString(failure.getMessage(), ""));
            phase("failed");
            if (!AtExit.isExiting()) {
                mend();
            }
        }
    }

    /** Looks at everything and shows it. What cannot be read now is shown as it was. */
    void look() {
        List<Payment> all = payments();
        reading(this::openHalf).ifPresent(keys -> keep(() -> waiting = keys));
        reading(() -> all.stream().map(payment -> paid(payment, all)).toList())
                .ifPresent(now -> keep(() -> paid = now));
        reading(() -> attempts(all)).ifPresent(now -> keep(() -> attempts = now));
        show();
    }

    private synchronized void keep(Runnable change) {
        change.run();
    }

    private synchronized List<Payment> payments() {
        return List.copyOf(payments);
    }

    /** Empty while the one who knows is away. */
    private static <T> Optional<T> reading(Supplier<T> source) {
        try {
            return Optional.of(source.get());
        } catch (LocalFailure away) {
            return Optional.empty();
        }
    }

    private List<JsonNode> attempts(List<Payment> all) {
        Set<Long> orders = new LinkedHashSet<>(watched());
        List<JsonNode> found = new ArrayList<>();
        orders.forEach(order -> found.addAll(api.attempts(order)));
        all.stream()
                .map(Payment::order)
                .filter(orders::add)
                .flatMap(order -> api.attempts(order).stream())
                .filter(attempt -> isOurs(attempt, all))
                .forEach(found::add);
        return found;
    }

    private synchronized Set<Long> watched() {
        return Set.copyOf(watched);
    }

    private void phase(String next) {
        look();
        synchronized (this) {
            if (!next.equals("healing")) {
                endedMs = elapsedMs();
            }
            phase = next;
        }
        show();
    }

    private String verdict() {
        int healed = 0;
        int wrong = 0;
        long deadline = System.nanoTime() + HEALED_WITHIN.toNanos();
        while (System.nanoTime() < deadline) {
            look();
            boolean asked = isAsked();
            synchronized (this) {
                healed = asked && isAtRest() && paid.stream().allMatch(Act::isRight) ? healed + 1 : 0;
                wrong = isAtRest() && paid.stream().anyMatch(one -> one.shipped() && !one.ordered()) ? wrong + 1 : 0;
            }
            if (healed >= (isDecided() ? LOOKS : LOOKS_WHEN_UNDECIDED) && isTraced()) {
                return "healed";
            }
            if (wrong >= LOOKS_UNTIL_WRONG) {
                return "wrong";
            }
            Waiting.pause(LOOK_EVERY);
        }
        return healed >= LOOKS ? "healed" : "open";
    }

    /** Whether all have been answered, and the broker has nothing open of ours. */
    private synchronized boolean isAtRest() {
        return paid.size() == payments.size()
                && payments.stream()
                        .allMatch(payment ->
                                payment.answer().isPresent() && !waiting.contains(Long.toString(payment.order())));
    }

    /** Whether the broker has asked for each that it was not told of, and was answered. */
    private boolean isAsked() {
        unasked.removeIf(attempt -> reading(() -> books.checkBack(attempt))
                .filter(answer -> !answer.isEmpty())
                .isPresent());
        return unasked.isEmpty();
    }

    /** A check-back that was answered COMMIT is followed by a delivery, right or wrong: until then it is not at its end. */
    private static boolean isRight(Paid one) {
        return one.ordered() == one.shipped()
                && (one.shipped() || !one.checkBack().equals("COMMIT"));
    }

    /** Whether the ledger has an answer for each who was told none. */
    private synchronized boolean isDecided() {
        return paid.stream()
                .noneMatch(one -> List.of("nothing", "in-doubt").contains(one.told())
                        && one.ledger().isEmpty());
    }

    /** Trace records come a little late. */
    private synchronized boolean isTraced() {
        return attempts.stream().allMatch(attempt -> attempt.path("settled").asBoolean());
    }

    private synchronized void show() {
        show.accept(new ActView(
                number,
                id,
                phase,
                elapsedMs(),
                List.copyOf(broken),
                waiting.size(),
                List.copyOf(notes),
                paid,
                attempts));
    }

    private Paid paid(Payment payment, List<Payment> all) {
        String told = payment.answer().map(Told::name).orElse("");
        boolean paidAgain = all.stream()
                .anyMatch(other ->
                        !other.equals(payment) && other.order() == payment.order() && other.user() == payment.user());
        if (paidAgain && payment.isWithoutAttempt()) {
            return new Paid(
                    payment.user(), payment.order(), told, false, false, "", ""); // what is there is the other's
        }
        boolean ordered = books.buyer(payment.order())
                .filter(buyer -> buyer == payment.user())
                .isPresent();
        Optional<UUID> attempt = payment.attempt();
        String ledger = books.decisions(payment.order()).stream()
                .filter(decision -> attempt.map(decision.attempt()::equals).orElse(payment.isWithoutAttempt()))
                .map(Decision::outcome)
                .reduce("", (earlier, later) -> later);
        boolean shipped = books.shippedTo(payment.order()).contains(payment.user());
        return new Paid(
                payment.user(),
                payment.order(),
                told,
                ordered,
                shipped,
                ledger,
                attempt.map(books::checkBack).orElse(""));
    }

    private static boolean isOurs(JsonNode attempt, List<Payment> all) {
        String user = attempt.path("userId").asText();
        return user.isEmpty()
                || all.stream()
                        .anyMatch(payment -> Long.toString(payment.user()).equals(user));
    }

    private Set<String> openHalf() {
        Set<String> keys = new LinkedHashSet<>();
        rig.rocketMq().openHalfMessages(RocketMqServer.ORDER_TOPIC).forEach(message -> keys.addAll(message.keys()));
        return keys;
    }

    private synchronized long elapsedMs() {
        return endedMs >= 0
                ? endedMs
                : Duration.ofNanos(System.nanoTime() - began).toMillis();
    }

    /** What cannot be looked at yet does not hold yet. */
    private static boolean holds(Duration within, Callable<Boolean> condition) {
        return Waiting.until(within, () -> {
            try {
                return condition.call();
            } catch (LocalFailure notYet) {
                return false;
            }
        });
    }
}
