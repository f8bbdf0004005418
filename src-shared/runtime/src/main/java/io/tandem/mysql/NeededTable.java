package io.tandem.mysql;

/**
 * A table that the service cannot do without; as a bean, it is asked about by readiness. The statement changes nothing, and MySQL refuses
 * it as it would refuse what the service asks: for a right, a column or the table that is missing, for a lock, or because it is read-only.
 */
public record NeededTable(String statement) {

    /** Of a process that does not do what the table is for. */
    public static final NeededTable NONE = new NeededTable("");

    /**
     * A table that is only read.
     *
     * @param columns that are read, with commas between
     */
    public static NeededTable read(String table, String columns) {
        return new NeededTable("SELECT " + columns + " FROM " + table + " LIMIT 0");
    }

    /**
     * A table that is written to.
     *
     * @param table by its name
     * @param columns that are written, with commas between
     */
    public static NeededTable written(String table, String columns) {
        // The right to read it is not asked for: a consumer that only parks messages has none.
        String nothing = "NULL"
                + ", NULL"
                        .repeat((int) columns.chars().filter(one -> one == ',').count());
        return new NeededTable(
                "INSERT INTO " + table + " (" + columns + ") SELECT " + nothing + " FROM DUAL WHERE FALSE");
    }

    /** A table whose rows are changed, and none of which is inserted. */
    public static NeededTable changed(String table, String column) {
        return new NeededTable("UPDATE " + table + " SET " + column + " = " + column + " WHERE FALSE");
    }
}
