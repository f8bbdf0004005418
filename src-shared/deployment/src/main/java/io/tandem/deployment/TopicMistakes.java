package io.tandem.deployment;

import io.quarkus.arc.deployment.BeanDiscoveryFinishedBuildItem;
import io.quarkus.arc.processor.BeanInfo;
import io.quarkus.arc.processor.InjectionPointInfo;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.tandem.producer.TopicMessages;
import io.tandem.transaction.TransactionMessages;
import io.tandem.transaction.TransactionTopic;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;

/** Compares the topics that are configured with those that are asked for. Each mistake fails the build with a sentence. */
final class TopicMistakes {

    private static final DotName TOPIC = DotName.createSimple(TransactionTopic.class);
    private static final Set<DotName> SENDERS =
            Set.of(DotName.createSimple(TransactionMessages.class), DotName.createSimple(TopicMessages.class));

    private final ConfiguredNames configured;
    private final BeanDiscoveryFinishedBuildItem beans;

    TopicMistakes(ConfiguredNames configured, BeanDiscoveryFinishedBuildItem beans) {
        this.configured = configured;
        this.beans = beans;
    }

    /** The names with which senders are injected. */
    Set<String> askedFor() {
        Set<String> asked = new TreeSet<>();
        for (InjectionPointInfo point : beans.getInjectionPoints()) {
            if (SENDERS.contains(point.getRequiredType().name())) {
                topic(point).ifPresent(asked::add);
            }
        }
        return asked;
    }

    /** @throws ConfigurationException that says what to do */
    void check() {
        everySenderSaysItsTopic();
        nothingElseSends();
        Set<String> asked = askedFor();
        Set<String> known = configured.having("topic");
        for (String name : asked) {
            if (!known.contains(name)) {
                throw new ConfigurationException(
                        "@TransactionTopic(\"" + name + "\") is injected, but the topic is not configured:"
                                + " set tandem.topics." + name + ".topic to its name in RocketMQ");
            }
        }
        for (String name : configured.all()) {
            if (!asked.contains(name)) {
                throw new ConfigurationException(
                        "tandem.topics." + name + " would make a producer that no bean sends with:"
                                + " inject TransactionMessages with @TransactionTopic(\"" + name
                                + "\"), or remove the setting");
            }
        }
        eachTopicHasOneProducer();
    }

    private void everySenderSaysItsTopic() {
        for (InjectionPointInfo point : beans.getInjectionPoints()) {
            if (SENDERS.contains(point.getRequiredType().name()) && topic(point).isEmpty()) {
                throw new ConfigurationException(point.getTargetInfo() + " asks for "
                        + point.getRequiredType().name().withoutPackagePrefix()
                        + " and does not say for which topic: add @TransactionTopic");
            }
        }
    }

    private void nothingElseSends() {
        for (BeanInfo bean : beans.beanStream()) {
            if (bean.getQualifier(TOPIC).isPresent()) {
                throw new ConfigurationException(bean + " would be a second producer for @TransactionTopic(\""
                        + bean.getQualifier(TOPIC).get().value().asString()
                        + "\"): the extension makes the one that there must be, inject it instead");
            }
        }
    }

    private void eachTopicHasOneProducer() {
        Map<String, String> names = new HashMap<>();
        for (String name : configured.all()) {
            String topic = configured.value(name, "topic").orElse("");
            String other = names.putIfAbsent(topic, name);
            if (other != null) {
                throw new ConfigurationException("tandem.topics." + other + " and tandem.topics." + name + " are both "
                        + topic + ": a process must have one producer for a topic, so use one name");
            }
        }
    }

    private static Optional<String> topic(InjectionPointInfo point) {
        return Optional.ofNullable(point.getRequiredQualifier(TOPIC))
                .map(AnnotationInstance::value)
                .map(value -> value.asString());
    }
}
