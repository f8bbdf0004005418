package io.tandem.redelivery;

import io.smallrye.mutiny.Uni;
import io.tandem.consumer.ParkedMessageReview;
import io.tandem.ledger.AttemptId;
import io.tandem.transaction.OutgoingMessage;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** What all kinds of messages of a service say, taken together; a parked message is left to people. */
final class Effects {

    private final List<CommittedMessages> kinds;
    private final ParkedMessageReview parked;

    Effects(List<CommittedMessages> kinds, ParkedMessageReview parked) {
        this.kinds = kinds;
        this.parked = parked;
    }

    /** Those whose effect is missing. Fails as the database fails. */
    Uni<Set<AttemptId>> missing(Collection<AttemptId> committed) {
        return together(committed, kind -> kind.missing(committed), new HashSet<>(), Set::addAll);
    }

    /** Those that are to be published again: a person decides about what is parked. Fails as the database fails. */
    Uni<Set<AttemptId>> toPublish(Collection<AttemptId> committed) {
        return missing(committed)
                .flatMap(missing -> missing.isEmpty()
                        ? Uni.createFrom().item(missing)
                        : parked.waitingOf(missing).map(waiting -> without(missing, waiting)));
    }

    /** The messages of those attempts. Fails as the database fails. */
    Uni<Map<AttemptId, OutgoingMessage>> rebuild(Collection<AttemptId> attempts) {
        return together(attempts, kind -> kind.rebuild(attempts), new HashMap<>(), Map::putAll);
    }

    private <A, P> Uni<A> together(
            Collection<AttemptId> attempts, Function<CommittedMessages, Uni<P>> ask, A all, BiConsumer<A, P> add) {
        Uni<A> answer = Uni.createFrom().item(all);
        if (attempts.isEmpty()) {
            return answer;
        }
        for (CommittedMessages kind : kinds) {
            answer = answer.call(sum -> ask.apply(kind).invoke(part -> add.accept(sum, part)));
        }
        return answer;
    }

    private static Set<AttemptId> without(Set<AttemptId> all, Set<AttemptId> some) {
        Set<AttemptId> rest = new HashSet<>(all);
        rest.removeAll(some);
        return rest;
    }
}
