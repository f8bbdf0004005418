package io.tandem.console.consistency.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tandem.ledger.AttemptId;
import io.tandem.web.problem.ProblemException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which attempts: some of them, or all that do not fit. */
@RegisterForReflection
public record AttemptTargets(
        @Schema(
                type = SchemaType.ARRAY,
                implementation = AttemptId.class,
                description = "支付尝试编号 / ids of attempts, 1 to 500")
        List<String> attemptIds,

        @Schema(description = "全部 / all that have no shipment, in place of attemptIds; only for redeliveries")
        Boolean all) {

    boolean isAll() {
        if (Boolean.TRUE.equals(all) && attemptIds != null) {
            throw ProblemException.invalid("all", "goes without attemptIds");
        }
        return Boolean.TRUE.equals(all);
    }

    List<AttemptId> ids() {
        return ConsistencyApi.checked("attemptIds", attemptIds).stream()
                .map(text -> AttemptId.parse(text)
                        .orElseThrow(() -> ProblemException.invalid("attemptIds", "must be UUIDs")))
                .distinct()
                .toList();
    }
}
