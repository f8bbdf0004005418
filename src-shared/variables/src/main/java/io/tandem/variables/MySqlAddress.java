package io.tandem.variables;

import java.util.Optional;

/** Where MySQL is: {@code MYSQL_HOST}, {@code MYSQL_PORT} and {@code MYSQL_DB}. */
public record MySqlAddress(String host, int port, String database) {
    public static final String DEFAULT_DATABASE = "rocketmq_transaction_db";

    private static final int DEFAULT_PORT = 3306;

    /** Empty if no host is set. */
    public static Optional<MySqlAddress> from(Variables variables) {
        int port = variables
                .optional("MYSQL_PORT")
                .map(ServiceLink::port)
                .map(Integer::valueOf)
                .orElse(DEFAULT_PORT);
        String database = variables.optional("MYSQL_DB").orElse(DEFAULT_DATABASE);
        return variables.optional("MYSQL_HOST").map(host -> new MySqlAddress(host, port, database));
    }

    /** Host and port as a URL has them. */
    public String server() {
        return Host.withPort(host, port);
    }
}
