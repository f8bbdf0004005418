package io.tandem.logistics;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.tandem.consumer.MessageConsumer;
import io.tandem.rocketmq.BrokerProbe;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when RocketMQ answers and the consumer receives. */
@Readiness
class ConsumerReadiness implements AsyncHealthCheck {

    private final MessageConsumer consumer;
    private final BrokerProbe probe;

    ConsumerReadiness(MessageConsumer consumer, BrokerProbe probe) {
        this.consumer = consumer;
        this.probe = probe;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return probe.answers().map(answers -> HealthCheckResponse.named("RocketMQ consumer")
                .withData("brokerAnswers", answers)
                .withData("receiving", consumer.isReceiving())
                .status(answers && consumer.isReceiving())
                .build());
    }
}
