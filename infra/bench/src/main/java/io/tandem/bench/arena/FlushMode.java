package io.tandem.bench.arena;

/** When the broker acknowledges a message; stands beside every figure. */
public enum FlushMode {
    /** In memory, written out soon after: the default, also of the cloud's standard edition. */
    ASYNC_FLUSH,
    /** On the disk. */
    SYNC_FLUSH
}
