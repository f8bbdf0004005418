package io.tandem.deployment;

import io.quarkus.builder.item.SimpleBuildItem;

/** What is configured below {@code tandem.consumers}. */
final class ConsumersBuildItem extends SimpleBuildItem {

    private final ConfiguredNames configured;

    ConsumersBuildItem(ConfiguredNames configured) {
        this.configured = configured;
    }

    ConfiguredNames configured() {
        return configured;
    }
}
