package io.tandem.console.consistency;

import io.smallrye.mutiny.Uni;
import io.tandem.console.BusinessRows;
import io.tandem.consumer.ParkedMessageReview;
import io.tandem.ledger.AttemptId;
import io.tandem.web.form.PositiveNumber;
import io.vertx.mutiny.sqlclient.Pool;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which business keys the targets of repairs have: people know those, and no ids. */
public final class TargetKeys {

    private final Pool pool;
    private final BusinessRows rows;
    private final ParkedMessageReview parked;

    TargetKeys(Pool pool, BusinessRows rows, ParkedMessageReview parked) {
        this.pool = pool;
        this.rows = rows;
        this.parked = parked;
    }

    /** By target; those that have none are left out. Fails as MySQL fails. */
    public Uni<Map<String, String>> of(List<OperatorAction> actions) {
        List<String> targets =
                actions.stream().map(OperatorAction::target).distinct().toList();
        List<AttemptId> attempts = targets.stream()
                .flatMap(target -> AttemptId.parse(target).stream())
                .toList();
        List<Long> numbers = targets.stream()
                .flatMapToLong(target -> PositiveNumber.parse(target).stream())
                .boxed()
                .toList();
        return Uni.combine()
                .all()
                .unis(rows.of(attempts), parked.find(pool, numbers))
                .with((written, messages) -> {
                    Map<String, String> keys = new HashMap<>();
                    written.forEach(row -> keys.put(
                            row.attempt().id().toString(), row.attempt().key()));
                    messages.forEach(
                            (number, message) -> message.key().ifPresent(key -> keys.put(Long.toString(number), key)));
                    return keys;
                });
    }
}
