package io.tandem.runtime;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.tandem.rocketmq.BrokerProbe;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when RocketMQ answers and the consumers receive. */
@Readiness
class ConsumerReadiness implements AsyncHealthCheck {

    private final Consumers consumers;
    private final BrokerProbe probe;

    ConsumerReadiness(Consumers consumers, BrokerProbe probe) {
        this.consumers = consumers;
        this.probe = probe;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return probe.answers().map(answers -> HealthCheckResponse.named("RocketMQ consumer")
                .withData("brokerAnswers", answers)
                .withData("receiving", consumers.areReceiving())
                .status(answers && consumers.areReceiving())
                .build());
    }
}
