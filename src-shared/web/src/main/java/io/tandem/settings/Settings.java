package io.tandem.settings;

import io.tandem.variables.MySqlTls;
import io.tandem.variables.SecretFiles;
import io.tandem.variables.ServiceLink;
import io.tandem.variables.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings a service takes from its environment, checked before anything else happens.
 *
 * <p>Invariant: a service never starts with a setting missing, or with one misspelt, in silence. Without this check the first
 * would show as a failed connection much later, and the second not at all. To use it, write the service's {@code main}:
 *
 * <pre>{@code
 * Settings.ofEveryService().require("LOGISTICS_URL").checkOrExit();
 * Quarkus.run(args);
 * }</pre>
 */
public final class Settings {
    /** Prefixes that are ours alone: a name that begins so and that no setting has is a slip of the pen. */
    private static final List<String> STRICT = List.of("APP_DEMO_", "TANDEM_");

    /** Others use them as well: a name that is not read is a slip only if it is nearly one of ours. */
    private static final List<String> SHARED = List.of("MYSQL_", "ROCKETMQ_");

    private static final Set<String> REQUIRED = Set.of(
            "MYSQL_HOST",
            "MYSQL_USER",
            "MYSQL_PASSWORD",
            "APP_DEMO_ROCKETMQ_ENDPOINT",
            "APP_DEMO_USERNAME",
            "APP_DEMO_PASSWORD");

    private static final Set<String> OPTIONAL = Set.of(
            "MYSQL_PORT",
            "MYSQL_DB",
            "MYSQL_SSL_MODE",
            "MYSQL_SSL_CA",
            "ROCKETMQ_ORDER_TOPIC",
            "ROCKETMQ_LOGISTIC_CONSUMER_GROUP",
            "APP_DEMO_ROCKETMQ_USERNAME",
            "APP_DEMO_ROCKETMQ_PASSWORD");

    /** One shell often starts the servers, the migration and both services: their settings are no slips either. */
    private static final Set<String> OF_OTHERS = Set.of(
            "MYSQL_ADMIN_USER",
            "MYSQL_ADMIN_PASSWORD",
            "MYSQL_MIGRATE_USER",
            "MYSQL_MIGRATE_PASSWORD",
            "MYSQL_ORDER_USER",
            "MYSQL_ORDER_PASSWORD",
            "MYSQL_LOGISTICS_USER",
            "MYSQL_LOGISTICS_PASSWORD",
            "MYSQL_SOCKET",
            // What make screenshots tells its test, which starts the services.
            "TANDEM_SCREENSHOTS",
            // What MySQL's own programs read.
            "MYSQL_PWD",
            "MYSQL_TCP_PORT",
            "MYSQL_UNIX_PORT",
            "MYSQL_HISTFILE",
            "MYSQL_HOME",
            "MYSQL_TEST_LOGIN_FILE");

    private final Set<String> required;
    private final Set<String> known;

    private Settings(Set<String> required, Set<String> known) {
        this.required = required;
        this.known = known;
    }

    /** What every service of the house needs and knows. */
    public static Settings ofEveryService() {
        return new Settings(REQUIRED, union(OPTIONAL, FeatureSettings.names()));
    }

    /** The same settings with more that must be there. */
    public Settings require(String... names) {
        return new Settings(union(required, Set.of(names)), known);
    }

    /** The same settings with more that may be there; {@code TANDEM_FEATURE_*} stands for all that begin so. */
    public Settings know(String... names) {
        return new Settings(required, union(known, Set.of(names)));
    }

    /** Whether a variable of that name is one of these settings. */
    public boolean isKnown(String name) {
        return isKnown(name, union(required, known));
    }

    /**
     * Ends the process with one line on the error stream and exit code 1, unless all is well. In dev mode nothing is missing: Dev
     * Services provide what is not set.
     */
    @SuppressWarnings("SystemOut") // before the start there is no log
    public void checkOrExit() {
        Settings checked = isDevMode() ? new Settings(Set.of(), union(required, known)) : this;
        checked.complaint(System.getenv()).ifPresent(line -> {
            System.err.println(line);
            System.exit(1);
        });
        warning(System.getenv()).ifPresent(System.err::println);
        OtlpConfigSource.properties(System.getenv()).forEach(System::setProperty);
    }

    /** The one line to say about what is not ours and of no use here, or nothing. */
    public Optional<String> warning(Map<String, String> environment) {
        String notRead = Stream.concat(
                        unread(environment).filter(name -> !isSlip(name, environment)),
                        OtlpConfigSource.unread(environment).stream())
                .collect(Collectors.joining(", "));
        List<String> parts = new ArrayList<>(OtlpConfigSource.complaints(environment));
        if (!notRead.isEmpty()) {
            parts.add(0, "not read here: " + notRead);
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of("Settings " + String.join("; ", parts));
    }

    /** By what has loaded this class: Quarkus knows its launch mode only later, when it starts. */
    private static boolean isDevMode() {
        ClassLoader loader = Settings.class.getClassLoader();
        return loader != null && loader.getClass().getName().startsWith("io.quarkus.bootstrap.classloading.");
    }

    /** The one line to say about this environment, or nothing. */
    public Optional<String> complaint(Map<String, String> environment) {
        Variables variables = new Variables(environment, FeatureRules::of);
        unknown(environment).ifPresent(names -> variables.complain("unknown:", names));
        for (String name : new TreeSet<>(union(union(required, known), FeatureRules.names()))) {
            if (required.contains(name)) {
                variables.required(name);
            } else {
                variables.optional(name);
            }
        }
        MySqlTls.from(variables);
        variables
                .optional("APP_DEMO_ROCKETMQ_USERNAME")
                .ifPresent(user -> variables.required("APP_DEMO_ROCKETMQ_PASSWORD"));
        return variables.complaint();
    }

    private Optional<String> unknown(Map<String, String> environment) {
        Set<String> all = union(required, known);
        String names = unread(environment)
                .filter(name -> isSlip(name, environment))
                .map(name -> name
                        + Spelling.nearest(name, all)
                                .or(() -> Spelling.nearest(name, OF_OTHERS))
                                .map(near -> " (did you mean " + near + "?)")
                                .orElse(""))
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? Optional.empty() : Optional.of(names);
    }

    /** Names that look like ours, that are not read, and that no platform sets by itself. */
    private Stream<String> unread(Map<String, String> environment) {
        Set<String> others = union(union(required, known), OF_OTHERS);
        return environment.entrySet().stream()
                .filter(one -> !ServiceLink.isOne(one.getKey(), one.getValue()))
                .map(Map.Entry::getKey)
                .filter(name -> begins(name, SHARED) || begins(name, STRICT))
                .filter(name -> !isKnown(SecretFiles.secretOfFileSetting(name).orElse(name), others))
                .sorted();
    }

    /** Under a prefix that others have, too, a name that is near one of ours is meant for it if that one is not set. */
    private boolean isSlip(String name, Map<String, String> environment) {
        return !begins(name, SHARED)
                || union(required, known).stream()
                        .filter(ours -> begins(ours, SHARED)
                                && !isSet(environment.get(ours))
                                && !isSet(environment.get(ours + "_FILE")))
                        .anyMatch(ours -> Spelling.distance(name, ours) <= mistakesIn(ours));
    }

    /** In a word of two letters two of them are another word. */
    private static int mistakesIn(String name) {
        return Math.min(2, (name.length() - name.indexOf('_') - 1) / 2);
    }

    private static boolean begins(String name, List<String> prefixes) {
        return prefixes.stream().anyMatch(name::startsWith);
    }

    private static boolean isSet(String value) {
        return value != null && !value.isBlank();
    }

    private static boolean isKnown(String name, Set<String> all) {
        return all.contains(name)
                || all.stream()
                        .anyMatch(known ->
                                known.endsWith("*") && name.startsWith(known.substring(0, known.length() - 1)));
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        return Stream.concat(one.stream(), other.stream()).collect(Collectors.toUnmodifiableSet());
    }
}
