package io.tandem.order;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.tandem.producer.TransactionMessaging;
import io.tandem.rocketmq.BrokerProbe;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when RocketMQ answers, and answers the producer. */
@Readiness
class ProducerReadiness implements AsyncHealthCheck {

    private final TransactionMessaging messaging;
    private final BrokerProbe probe;

    ProducerReadiness(TransactionMessaging messaging, BrokerProbe probe) {
        this.messaging = messaging;
        this.probe = probe;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return probe.answers()
                .flatMap(answers -> messaging.reaches(answers).map(connected -> response(answers, connected)));
    }

    private static HealthCheckResponse response(boolean brokerAnswers, boolean connected) {
        return HealthCheckResponse.named("RocketMQ producer")
                .withData("brokerAnswers", brokerAnswers)
                .withData("connected", connected)
                .status(connected)
                .build();
    }
}
