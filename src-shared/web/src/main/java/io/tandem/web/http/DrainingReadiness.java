package io.tandem.web.http;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Not ready from the moment {@link Draining} begins, so that a load balancer looks elsewhere while requests under way end. Quarkus'
 * own check, {@code Graceful Shutdown}, cannot promise that: who hears first of a stop, it or {@link Draining}, which holds up the
 * others, differs from build to build.
 */
@Readiness
class DrainingReadiness implements AsyncHealthCheck {

    private final Draining draining;

    DrainingReadiness(Draining draining) {
        this.draining = draining;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom().item(() -> HealthCheckResponse.named("Draining")
                .status(!draining.isDraining())
                .build());
    }
}
