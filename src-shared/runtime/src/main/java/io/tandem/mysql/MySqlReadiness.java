package io.tandem.mysql;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when MySQL answers a query within a second. */
@Readiness
class MySqlReadiness implements AsyncHealthCheck {

    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final Pool pool;

    MySqlReadiness(MySqlPools pools) {
        this.pool = pools.requests();
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return pool.query("SELECT 1")
                .execute()
                .replaceWith(true)
                .ifNoItem()
                .after(LIMIT)
                .fail()
                .onFailure()
                .recoverWithItem(false)
                .map(answers ->
                        HealthCheckResponse.named("MySQL").status(answers).build());
    }
}
