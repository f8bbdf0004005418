package io.tandem.console;

import io.tandem.ledger.Attempt;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was found in one page of all effects.
 *
 * @param next where the next page begins; empty on the last
 */
public record StrayEffects(List<Stray> found, Optional<String> next) {

    static final StrayEffects NONE = new StrayEffects(List.of(), Optional.empty());

    /**
     * An effect that no business row stands behind.
     *
     * @param attempt as the effect names it
     * @param why a word in capitals
     */
    public record Stray(Attempt attempt, String messageId, String why, Instant createdAt) {}
}
