package io.tandem.play.tour;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.faults.history.Call;
import io.tandem.faults.history.Told;
import io.tandem.local.process.LocalFailure;
import io.tandem.play.act.StepsOf;
import io.tandem.play.board.Api;
import io.tandem.play.board.Books;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What has been seen of each chapter that was begun. A press of a button ticks nothing: database, API and answers do. */
public final class Tour {

    private final Books books;
    private final Api api;
    private final Supplier<List<Call>> calls;
    private final Map<Chapter, List<Check>> checks = new EnumMap<>(Chapter.class);
    private final Set<Chapter> begun = new HashSet<>();
    private final Set<Check> seen = new HashSet<>();

    public Tour(Books books, Api api, Supplier<List<Call>> calls) {
        this.books = books;
        this.api = api;
        this.calls = calls;
        checks.put(
                Chapter.PAY,
                List.of(
                        new Check("ordered", () -> isOrdered(1001, 20001)),
                        new Check("ledger-commit", () -> isDecided(20001, "COMMIT")),
                        new Check("shipped", () -> api.isShipped(1001, 20001))));
        checks.put(
                Chapter.FAIL,
                List.of(
                        new Check("ledger-rollback", () -> isDecided(20001, "ROLLBACK")),
                        new Check("still-theirs", () -> isDecided(20001, "ROLLBACK") && isOrdered(1001, 20001)),
                        new Check("not-shipped", () -> isDecided(20001, "ROLLBACK") && !api.isShipped(1002, 20001))));
        checks.put(
                Chapter.FOLLOW,
                List.of(
                        new Check("traced-commit", () -> attempt(20001, 1001)
                                .filter(one -> StepsOf.has(one, "COMMIT", "ACKNOWLEDGED"))
                                .isPresent()),
                        new Check("traced-shipment", () -> attempt(20001, 1001)
                                .filter(one -> StepsOf.has(one, "SHIPMENT", "STORED"))
                                .isPresent()),
                        new Check("traced-rollback", () -> attempt(20001, 1002)
                                .filter(one -> StepsOf.has(one, "LOCAL_TRANSACTION", "ROLLED_BACK"))
                                .isPresent())));
        checks.put(
                Chapter.COMMIT_LOST,
                List.of(
                        new Check("told-placed", () -> wasTold(20002, Told.Placed.class)),
                        new Check("ledger-commit", () -> isDecided(20002, "COMMIT")),
                        new Check("asked-another", () -> wasAskedOfAnother(20002, 1003)),
                        new Check("shipped", () -> api.isShipped(1003, 20002))));
        checks.put(
                Chapter.ROLLBACK_LOST,
                List.of(
                        new Check("told-exists", () -> wasTold(20001, Told.Exists.class)),
                        new Check("asked-rollback", () -> attempt(20001, 1004)
                                .filter(one -> StepsOf.has(one, "CHECK_BACK", "ROLLBACK"))
                                .isPresent()),
                        new Check(
                                "not-shipped",
                                () -> attempt(20001, 1004)
                                                .filter(one -> StepsOf.has(one, "CHECK_BACK", "ROLLBACK"))
                                                .isPresent()
                                        && !api.isShipped(1004, 20001))));
        checks.put(
                Chapter.AWAY,
                List.of(
                        new Check("told-refused", () -> wasTold(20003, Told.Refused.class)),
                        new Check("told-placed", () -> wasTold(20003, Told.Placed.class)),
                        new Check("shipped", () -> api.isShipped(1005, 20003))));
    }

    /**
     * One chapter as the page shows it.
     *
     * @param seen the keys of what has been seen
     */
    public record View(String id, boolean begun, List<String> checks, List<String> seen) {}

    public synchronized void begin(Chapter chapter) {
        begun.add(chapter);
    }

    /** Looks for what has not been seen yet. */
    public synchronized List<View> look() {
        List<View> views = new ArrayList<>();
        checks.forEach((chapter, list) -> {
            if (begun.contains(chapter)) {
                list.stream()
                        .filter(check -> !seen.contains(check) && holds(check))
                        .forEach(seen::add);
            }
            views.add(new View(
                    chapter.id(),
                    begun.contains(chapter),
                    list.stream().map(Check::key).toList(),
                    list.stream().filter(seen::contains).map(Check::key).toList()));
        });
        return views;
    }

    private boolean isOrdered(long user, long order) {
        return books.buyer(order).filter(buyer -> buyer == user).isPresent();
    }

    private boolean isDecided(long order, String outcome) {
        return books.decisions(order).stream()
                .anyMatch(decision -> decision.outcome().equals(outcome));
    }

    private boolean wasTold(long order, Class<? extends Told> answer) {
        return calls.get().stream().anyMatch(call -> call.orderId() == order && answer.isInstance(call.told()));
    }

    private Optional<JsonNode> attempt(long order, long user) {
        return api.attempts(order).stream()
                .filter(attempt -> attempt.path("userId").asLong() == user)
                .findFirst();
    }

    /** The process that answered the check-back is not the one that committed. */
    private boolean wasAskedOfAnother(long order, long user) {
        return attempt(order, user)
                .filter(one -> StepsOf.host(one, "CHECK_BACK", "COMMIT")
                        .filter(host -> !StepsOf.host(one, "LOCAL_TRANSACTION", "COMMITTED")
                                .equals(Optional.of(host)))
                        .isPresent())
                .isPresent();
    }

    private static boolean holds(Check check) {
        try {
            return check.condition().call();
        } catch (LocalFailure away) {
            return false;
        } catch (Exception unexpected) {
            throw new IllegalStateException(check.key(), unexpected);
        }
    }
}
