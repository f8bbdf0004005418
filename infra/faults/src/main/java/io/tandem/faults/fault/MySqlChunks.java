package io.tandem.faults.fault;

/** How requests look on the wire to MySQL. */
final class MySqlChunks {

    /** COM_QUERY with the word alone: the claim's statement has it among others. */
    static final String COMMIT = "\u0003COMMIT";

    private MySqlChunks() {}
}
