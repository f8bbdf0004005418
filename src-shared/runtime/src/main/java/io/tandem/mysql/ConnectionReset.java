package io.tandem.mysql;

import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.SqlConnectionBase;
import java.util.Optional;

/**
 * Closes a connection's socket at once. {@link SqlConnection#close()} gives a connection back to the pool once what was
 * asked of it is answered: when the answer does not come (a half-open network), that is never, and the pool would run
 * dry of connections that only wait. Closing the socket makes MySQL roll back, and the pool forget the connection.
 */
public final class ConnectionReset {

    private ConnectionReset() {}

    /** Never fails: a connection that is already gone stays gone. */
    public static void close(SqlConnection connection) {
        physical(connection).ifPresentOrElse(physical -> physical.socket().close(), connection::close);
    }

    static Optional<SocketConnectionBase> physical(SqlConnection connection) {
        return connection instanceof SqlConnectionBase<?> base
                        && base.unwrap().unwrap() instanceof SocketConnectionBase physical
                ? Optional.of(physical)
                : Optional.empty();
    }
}
