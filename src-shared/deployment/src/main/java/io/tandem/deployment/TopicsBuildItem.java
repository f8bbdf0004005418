package io.tandem.deployment;

import io.quarkus.builder.item.SimpleBuildItem;

/** What is configured below {@code tandem.topics}. */
final class TopicsBuildItem extends SimpleBuildItem {

    private final ConfiguredNames configured;

    TopicsBuildItem(ConfiguredNames configured) {
        this.configured = configured;
    }

    ConfiguredNames configured() {
        return configured;
    }
}
