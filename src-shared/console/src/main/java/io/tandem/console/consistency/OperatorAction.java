package io.tandem.console.consistency;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * Who did what on the console, and what came of it: a row of the audit table.
 *
 * @param target an attempt id, a parked message's number, or {@code *} for all
 */
@RegisterForReflection
public record OperatorAction(Instant doneAt, String account, String action, String target, String result) {}
