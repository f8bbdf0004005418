package io.tandem.console.trace;

import io.tandem.ledger.AttemptId;
import java.util.List;
import java.util.Optional;

/**
 * A page of the latest messages, newest first.
 *
 * @param next where the page after this one begins; empty on the last
 */
public record LatestTraces(List<AttemptTrace> attempts, Optional<AttemptId> next) {}
