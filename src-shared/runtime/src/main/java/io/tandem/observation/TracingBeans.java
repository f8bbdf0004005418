package io.tandem.observation;

import io.opentelemetry.api.OpenTelemetry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Decides, once, whether this process traces. */
@ApplicationScoped
class TracingBeans {

    @Produces
    @Singleton
    MessageSpans spans(OpenTelemetry telemetry, @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean off) {
        return off ? MessageSpans.OFF : MessageSpans.of(telemetry);
    }
}
