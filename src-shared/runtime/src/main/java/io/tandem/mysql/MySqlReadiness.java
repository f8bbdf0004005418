package io.tandem.mysql;

import io.quarkus.arc.All;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mysqlclient.MySQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Ready when MySQL answers within a second that it can be written to, takes inserts into the tables that are needed, and gives local
 * transactions a connection; else it says what is missing. The statements are prepared, as those of requests are.
 */
@Readiness
class MySqlReadiness implements AsyncHealthCheck {

    private static final Logger LOG = Logger.getLogger(MySqlReadiness.class);
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final String READ_ONLY = "SELECT @@GLOBAL.read_only OR @@GLOBAL.super_read_only";

    private final MySqlPools pools;
    private final HostClock clock;
    private final List<NeededTable> tables;
    private volatile Optional<String> last = Optional.empty();

    MySqlReadiness(MySqlPools pools, HostClock clock, @All List<NeededTable> tables) {
        this.pools = pools;
        this.clock = clock;
        this.tables =
                tables.stream().filter(table -> !table.equals(NeededTable.NONE)).toList();
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return pools.requests()
                .withConnection(this::missing)
                .call(pools.transactions()::reached)
                .ifNoItem()
                .after(LIMIT)
                .fail()
                .onFailure()
                .recoverWithItem(failure -> Optional.of(reason(failure)))
                .invoke(this::note)
                .map(this::response);
    }

    /**
     * A server that says that it is read-only is asked to insert, too: the refusal closes the connection, and the next one may lead to a
     * new primary.
     */
    private Uni<Optional<String>> missing(SqlConnection connection) {
        Uni<Optional<String>> missing =
                connection.preparedQuery(READ_ONLY).execute().map(MySqlReadiness::readOnly);
        for (NeededTable table : tables) {
            missing = missing.call(readOnly -> {
                Uni<RowSet<Row>> insert =
                        connection.preparedQuery(table.statement()).execute();
                return readOnly.isPresent() ? insert.onFailure().recoverWithNull() : insert;
            });
        }
        return missing;
    }

    private static Optional<String> readOnly(RowSet<Row> rows) {
        return rows.iterator().next().getLong(0) == 0 ? Optional.empty() : Optional.of("MySQL is read-only");
    }

    /** What MySQL says now counts more than why a connection was closed before; that explains why none was to be had in time. */
    private String reason(Throwable failure) {
        String now = Outage.reason(failure);
        return failure instanceof MySQLException ? now : pools.refusal().orElse(now);
    }

    private void note(Optional<String> missing) {
        if (!missing.equals(last)) {
            missing.ifPresentOrElse(why -> LOG.warnf("mysql=not-ready cause=%s", why), () -> LOG.info("mysql=ready"));
        }
        last = missing;
    }

    private HealthCheckResponse response(Optional<String> missing) {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("MySQL").status(missing.isEmpty());
        missing.ifPresent(why -> response.withData("reason", why));
        if (clock.isOff()) {
            response.withData("clockAheadSeconds", clock.ahead().toSeconds());
        }
        return response.build();
    }
}
