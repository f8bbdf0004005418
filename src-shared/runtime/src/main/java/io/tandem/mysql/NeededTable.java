package io.tandem.mysql;

/**
 * A table that the service cannot do without; as a bean, it is asked about by readiness. The statement inserts no row, and MySQL
 * refuses it as it would refuse a row: for a right, a column or the table that is missing, for a lock, or because it is read-only.
 */
public record NeededTable(String statement) {

    /**
     * A table that is written to.
     *
     * @param table by its name
     * @param columns that are written, with commas between
     */
    public static NeededTable written(String table, String columns) {
        return new NeededTable(
                "INSERT INTO " + table + " (" + columns + ") SELECT " + columns + " FROM " + table + " WHERE FALSE");
    }
}
