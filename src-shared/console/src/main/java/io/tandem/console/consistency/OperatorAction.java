package io.tandem.console.consistency;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * Who did what on the console, and what came of it: a row of the audit table.
 *
 * @param actionId its number
 * @param target an attempt id, a parked message's number, or {@code *} for all
 */
@RegisterForReflection
public record OperatorAction(
        @JsonIgnore long actionId, Instant doneAt, String account, String action, String target, String result) {}
