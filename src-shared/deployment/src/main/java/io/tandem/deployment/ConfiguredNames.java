package io.tandem.deployment;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/** The names between {@code tandem.topics.} and {@code .topic}, and the like, with what is set for each; values are not expanded. */
final class ConfiguredNames {

    private final Map<String, Map<String, String>> settings = new TreeMap<>();

    private ConfiguredNames() {}

    static ConfiguredNames below(String prefix, Config config) {
        Pattern pattern = Pattern.compile(Pattern.quote(prefix) + "\\.(?:\"([^\"]+)\"|([^.\"]+))\\.([^.]+)");
        ConfiguredNames names = new ConfiguredNames();
        for (String property : config.getPropertyNames()) {
            Matcher matcher = pattern.matcher(property);
            if (matcher.matches()) {
                names.settings
                        .computeIfAbsent(
                                Optional.ofNullable(matcher.group(1)).orElse(matcher.group(2)), name -> new TreeMap<>())
                        .put(matcher.group(3), config.getConfigValue(property).getRawValue());
            }
        }
        return names;
    }

    Set<String> all() {
        return settings.keySet();
    }

    /** Those for which that is set. */
    Set<String> having(String setting) {
        Set<String> names = new TreeSet<>();
        settings.forEach((name, values) -> {
            if (values.containsKey(setting)) {
                names.add(name);
            }
        });
        return names;
    }

    Optional<String> value(String name, String setting) {
        return Optional.ofNullable(settings.getOrDefault(name, Map.of()).get(setting));
    }
}
