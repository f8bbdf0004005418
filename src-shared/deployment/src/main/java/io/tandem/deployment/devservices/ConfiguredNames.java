package io.tandem.deployment.devservices;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/** The topics and groups that a service's configuration names. Two that are equal ask for the same. */
record ConfiguredNames(Set<String> topics, Set<String> groups) {

    private static final Pattern TOPIC = Pattern.compile("tandem\\.(topics|consumers)\\.[^.]+\\.topic");
    private static final Pattern GROUP = Pattern.compile("tandem\\.consumers\\.[^.]+\\.group");

    ConfiguredNames {
        topics = Set.copyOf(topics);
        groups = Set.copyOf(groups);
    }

    static ConfiguredNames in(Config config) {
        Set<String> topics = new TreeSet<>();
        Set<String> groups = new TreeSet<>();
        for (String name : config.getPropertyNames()) {
            if (TOPIC.matcher(name).matches()) {
                config.getOptionalValue(name, String.class).ifPresent(topics::add);
            } else if (GROUP.matcher(name).matches()) {
                config.getOptionalValue(name, String.class).ifPresent(groups::add);
            }
        }
        return new ConfiguredNames(topics, groups);
    }
}
