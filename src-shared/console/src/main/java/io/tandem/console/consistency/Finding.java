package io.tandem.console.consistency;

import java.util.function.Function;

/** Something that does not fit, of one of four kinds. */
public sealed interface Finding permits MissingEffect, OpenAttempt, StrayFinding, ParkedFinding {

    /** Total: there is a case for each kind, and the compiler asks for it. */
    <R> R fold(Cases<R> cases);

    /** What to make of each kind. */
    record Cases<R>(
            Function<MissingEffect, R> missing,
            Function<OpenAttempt, R> open,
            Function<StrayFinding, R> stray,
            Function<ParkedFinding, R> parked) {}
}
