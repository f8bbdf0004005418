package io.tandem.deployment;

import io.quarkus.arc.deployment.BeanDiscoveryFinishedBuildItem;
import io.quarkus.arc.processor.BeanInfo;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.tandem.consumer.ConsumerGroup;
import io.tandem.consumer.DeliveryHandler;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.jandex.DotName;

/** Compares the consumers that are configured with the handlers that are there. Each mistake fails the build with a sentence. */
final class ConsumerMistakes {

    private static final DotName GROUP = DotName.createSimple(ConsumerGroup.class);

    private final ConfiguredNames configured;
    private final BeanDiscoveryFinishedBuildItem beans;

    ConsumerMistakes(ConfiguredNames configured, BeanDiscoveryFinishedBuildItem beans) {
        this.configured = configured;
        this.beans = beans;
    }

    /** @throws ConfigurationException that says what to do */
    void check() {
        Map<String, BeanInfo> handlers = handlers();
        for (String name : handlers.keySet()) {
            for (String setting : List.of("topic", "group")) {
                if (!configured.having(setting).contains(name)) {
                    throw new ConfigurationException(handlers.get(name) + " handles @ConsumerGroup(\"" + name
                            + "\"), whose " + setting + " is missing: set tandem.consumers." + name + "." + setting
                            + " to its name in RocketMQ");
                }
            }
        }
        for (String name : configured.all()) {
            if (!handlers.containsKey(name)) {
                throw new ConfigurationException("tandem.consumers." + name + " would consume what no bean handles:"
                        + " write a DeliveryHandler with @ConsumerGroup(\"" + name + "\"), or remove the setting");
            }
        }
        eachGroupIsOneConsumers();
    }

    private Map<String, BeanInfo> handlers() {
        Map<String, BeanInfo> handlers = new TreeMap<>();
        for (BeanInfo bean : beans.beanStream().withBeanType(DeliveryHandler.class)) {
            String name = bean.getQualifier(GROUP)
                    .orElseThrow(
                            () -> new ConfigurationException(
                                    bean
                                            + " handles deliveries and does not say which: add @ConsumerGroup, and configure tandem.consumers"))
                    .value()
                    .asString();
            BeanInfo other = handlers.putIfAbsent(name, bean);
            if (other != null) {
                throw new ConfigurationException(other + " and " + bean + " both handle @ConsumerGroup(\"" + name
                        + "\"): a delivery goes to one of them only, so give each a group of its own");
            }
        }
        return handlers;
    }

    /** RocketMQ wants the same subscription of every consumer of a group. */
    private void eachGroupIsOneConsumers() {
        Map<String, String> names = new TreeMap<>();
        for (String name : configured.all()) {
            String group = configured.value(name, "group").orElse("");
            String other = names.putIfAbsent(group, name);
            if (other != null) {
                throw new ConfigurationException("tandem.consumers." + other + " and tandem.consumers." + name
                        + " are both of the group " + group + ": each consumer needs a group of its own");
            }
        }
    }
}
