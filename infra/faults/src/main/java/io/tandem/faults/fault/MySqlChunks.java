package io.tandem.faults.fault;

/** How requests look on the wire to MySQL. */
final class MySqlChunks {

    private MySqlChunks() {}

    /** The word alone, at the end: other statements have it in their middle. */
    static boolean isCommit(String chunk) {
        return chunk.endsWith("COMMIT");
    }
}
