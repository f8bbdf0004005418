package io.tandem.console.consistency.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tandem.web.problem.ProblemException;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which parked messages. */
@RegisterForReflection
public record ParkedTargets(
        @Schema(description = "搁置消息的编号 / their numbers, 1 to 500")
        List<Long> parkedIds) {

    List<Long> ids() {
        List<Long> given = ConsistencyApi.checked("parkedIds", parkedIds);
        if (given.stream().anyMatch(id -> Objects.isNull(id) || id < 1)) {
            throw ProblemException.invalid("parkedIds", "must be positive integers");
        }
        return given.stream().distinct().toList();
    }
}
