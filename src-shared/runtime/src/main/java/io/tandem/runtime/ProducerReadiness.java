package io.tandem.runtime;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.tandem.rocketmq.BrokerProbe;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when RocketMQ answers, and answers the producers. */
@Readiness
class ProducerReadiness implements AsyncHealthCheck {

    private final Producers producers;
    private final BrokerProbe probe;

    ProducerReadiness(Producers producers, BrokerProbe probe) {
        this.producers = producers;
        this.probe = probe;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return probe.answers()
                .flatMap(answers -> producers.reach(answers).map(connected -> response(answers, connected)));
    }

    private static HealthCheckResponse response(boolean brokerAnswers, boolean connected) {
        return HealthCheckResponse.named("RocketMQ producer")
                .withData("brokerAnswers", brokerAnswers)
                .withData("connected", connected)
                .status(connected)
                .build();
    }
}
