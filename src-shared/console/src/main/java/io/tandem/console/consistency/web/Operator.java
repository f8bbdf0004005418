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

        /** The numbers of the audit table's rows that say what was done, and what was not. */
        record Done(long first, long last) implements Answer {
            @Override
            public <R> R fold(
                    Function<Done, R> done, Function<Confirm, R> confirm, Function<NothingSelected, R> nothing) {
                return done.apply(this);
            }
        }

        /** A person is asked before these are dismissed. */
        record Confirm(List<Long> parkedIds) implements Answer {
            @Override
            public <R> R fold(
                    Function<Done, R> done, Function<Confirm, R> confirm, Function<NothingSelected, R> nothing) {
                return confirm.apply(this);
            }
        }

        /** No target, or no such button. */
        record NothingSelected() implements Answer {
            @Override
            public <R> R fold(
                    Function<Done, R> done, Function<Confirm, R> confirm, Function<NothingSelected, R> nothing) {
                return nothing.apply(this);
            }
        }

        /** Total: there is a case for each answer. */
        <R> R fold(Function<Done, R> done, Function<Confirm, R> confirm, Function<NothingSelected, R> nothing);
    }

    Uni<Answer> act(String account, String action, List<String> targets) {
        return switch (action == null ? "" : action) {
            case "redeliver" -> answer(attempts(targets), ids -> repairs.redeliver(account, ids));
            case "settle" -> answer(attempts(targets), ids -> repairs.settle(account, ids));
            case "replay" -> answer(numbers(targets), ids -> repairs.replay(account, ids));
            case "dismiss" -> confirm(numbers(targets));
            case "dismiss-confirmed" -> answer(numbers(targets), ids -> repairs.dismiss(account, ids));
            case "restore" -> answer(numbers(targets), ids -> repairs.restore(account, ids));
            case "redeliver-all" ->
                repairs.redeliverAll(account).map(all -> new Answer.Done(all.actionId(), all.actionId()));
            case "search-again" ->
                repairs.searchAgain(account).map(done -> new Answer.Done(done.actionId(), done.actionId()));
            default -> Uni.createFrom().item(new Answer.NothingSelected());
        };
    }

    private static Uni<Answer> confirm(List<Long> ids) {
        return Uni.createFrom().item(ids.isEmpty() ? new Answer.NothingSelected() : new Answer.Confirm(ids));
    }

    private static <T> Uni<Answer> answer(List<T> targets, Function<List<T>, Uni<List<Repair>>> repair) {
        return targets.isEmpty()
                ? Uni.createFrom().item(new Answer.NothingSelected())
                : repair.apply(targets).map(Operator::done);
    }

    private static Answer done(List<Repair> repairs) {
        return new Answer.Done(
                repairs.stream().mapToLong(Repair::actionId).min().orElseThrow(),
                repairs.stream().mapToLong(Repair::actionId).max().orElseThrow());
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
