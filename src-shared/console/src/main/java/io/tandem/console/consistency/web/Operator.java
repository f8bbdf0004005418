package io.tandem.console.consistency.web;

import io.smallrye.mutiny.Uni;
import io.tandem.console.consistency.ConsistencyLimits;
import io.tandem.console.consistency.Repair;
import io.tandem.console.consistency.Repairs;
import io.tandem.ledger.AttemptId;
import io.tandem.web.form.PositiveNumber;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;

/** Does what a button of the console says. A target that is none (our pages send none such) is as good as not selected. */
@Singleton
class Operator {

    private final Repairs repairs;

    Operator(Repairs repairs) {
        this.repairs = repairs;
    }

    /** What came of a button. */
    sealed interface Answer {

        /** {@code others}: targets that nothing had to, or could, be scheduled for. */
        record Done(String action, long scheduled, long others) implements Answer {}

        /** No target, or no such button. */
        record NothingSelected() implements Answer {}
    }

    Uni<Answer> act(String account, String action, List<String> targets) {
        return switch (action == null ? "" : action) {
            case "redeliver" -> answer(action, attempts(targets), ids -> repairs.redeliver(account, ids));
            case "settle" -> answer(action, attempts(targets), ids -> repairs.settle(account, ids));
            case "replay" -> answer(action, numbers(targets), ids -> repairs.replay(account, ids));
            case "dismiss" -> answer(action, numbers(targets), ids -> repairs.dismiss(account, ids));
            case "redeliver-all" -> repairs.redeliverAll(account).map(count -> new Answer.Done(action, count, 0));
            case "search-again" -> repairs.searchAgain(account).map(done -> new Answer.Done(action, 0, 0));
            default -> Uni.createFrom().item(new Answer.NothingSelected());
        };
    }

    private static <T> Uni<Answer> answer(String action, List<T> targets, Function<List<T>, Uni<List<Repair>>> repair) {
        if (targets.isEmpty()) {
            return Uni.createFrom().item(new Answer.NothingSelected());
        }
        return repair.apply(targets).map(done -> {
            long scheduled = done.stream()
                    .filter(one -> one.result() == Repair.Result.SCHEDULED)
                    .count();
            return new Answer.Done(action, scheduled, done.size() - scheduled);
        });
    }

    private static List<AttemptId> attempts(List<String> targets) {
        return targets.stream()
                .flatMap(text -> AttemptId.parse(text).stream())
                .distinct()
                .limit(ConsistencyLimits.MOST)
                .toList();
    }

    private static List<Long> numbers(List<String> targets) {
        return targets.stream()
                .flatMapToLong(text -> PositiveNumber.parse(text).stream())
                .distinct()
                .limit(ConsistencyLimits.MOST)
                .boxed()
                .toList();
    }
}
