package io.tandem.deployment;

import io.quarkus.arc.deployment.BeanDiscoveryFinishedBuildItem;
import io.quarkus.arc.deployment.ExcludedTypeBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.arc.deployment.UnremovableBeanBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.tandem.consumer.DeliveryHandler;
import io.tandem.producer.TopicMessages;
import io.tandem.runtime.Consumers;
import io.tandem.runtime.MessagingRecorder;
import io.tandem.runtime.Producers;
import io.tandem.transaction.TransactionMessages;
import io.tandem.transaction.TransactionTopic;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.jandex.ClassType;

/** Producers for the topics that are asked for, consumers for the handlers that are there. */
class MessagingProcessor {

    private static final List<String> OF_PRODUCERS =
            List.of(Producers.class.getName(), "io.tandem.runtime.ProducerReadiness");

    private static final List<String> OF_CONSUMERS =
            List.of(Consumers.class.getName(), "io.tandem.runtime.ConsumerReadiness");

    @BuildStep
    TopicsBuildItem topics() {
        return new TopicsBuildItem(ConfiguredNames.below("tandem.topics", ConfigProvider.getConfig()));
    }

    @BuildStep
    ConsumersBuildItem consumers() {
        return new ConsumersBuildItem(ConfiguredNames.below("tandem.consumers", ConfigProvider.getConfig()));
    }

    /** A process that only consumes must have no producer: the broker would ask it about half messages that it knows nothing of. */
    @BuildStep
    void leaveOut(TopicsBuildItem topics, ConsumersBuildItem consumers, BuildProducer<ExcludedTypeBuildItem> excluded) {
        if (topics.configured().all().isEmpty()) {
            OF_PRODUCERS.stream().map(ExcludedTypeBuildItem::new).forEach(excluded::produce);
        }
        if (consumers.configured().all().isEmpty()) {
            OF_CONSUMERS.stream().map(ExcludedTypeBuildItem::new).forEach(excluded::produce);
        }
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    void senders(
            TopicsBuildItem topics,
            BeanDiscoveryFinishedBuildItem beans,
            MessagingRecorder recorder,
            BuildProducer<SyntheticBeanBuildItem> synthetic) {
        TopicMistakes mistakes = new TopicMistakes(topics.configured(), beans);
        mistakes.check();
        for (String name : mistakes.askedFor()) {
            synthetic.produce(SyntheticBeanBuildItem.configure(TopicMessages.class)
                    .addType(TransactionMessages.class)
                    .addQualifier()
                    .annotation(TransactionTopic.class)
                    .addValue("value", name)
                    .done()
                    .scope(Singleton.class)
                    .addInjectionPoint(ClassType.create(Producers.class))
                    .createWith(recorder.messages(name))
                    .setRuntimeInit()
                    .done());
        }
    }

    @BuildStep
    UnremovableBeanBuildItem handlers() {
        return UnremovableBeanBuildItem.beanTypes(DeliveryHandler.class);
    }

    @BuildStep
    void checkHandlers(
            ConsumersBuildItem consumers,
            BeanDiscoveryFinishedBuildItem beans,
            BuildProducer<ValidationErrorBuildItem> errors) {
        try {
            new ConsumerMistakes(consumers.configured(), beans).check();
        } catch (ConfigurationException mistake) {
            errors.produce(new ValidationErrorBuildItem(mistake));
        }
    }
}
