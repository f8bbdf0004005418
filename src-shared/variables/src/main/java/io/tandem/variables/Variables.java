package io.tandem.variables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The settings in an environment. What is set to nothing is not set: files for containers name every variable. A password may come
 * from a file. A value that cannot be counts as none, and all complaints are said at once, in one line.
 */
public final class Variables {
    private final Map<String, String> environment;
    private final Function<String, Optional<ValueRule>> rules;
    private final SecretFiles files;
    private final Set<String> missing = new TreeSet<>();
    private final Map<String, String> wrong = new LinkedHashMap<>();

    public Variables(Map<String, String> environment) {
        this(environment, ValueRule::of);
    }

    /** @param rules by the name of the setting; more than those of {@link ValueRule#of}, for one program */
    public Variables(Map<String, String> environment, Function<String, Optional<ValueRule>> rules) {
        this.environment = environment;
        this.rules = rules;
        this.files = new SecretFiles(environment);
    }

    /** Its value; empty, with a complaint, if that cannot be. */
    public Optional<String> optional(String name) {
        return optional(name, rules.apply(name));
    }

    public Optional<String> optional(String name, ValueRule rule) {
        return optional(name, Optional.of(rule));
    }

    /** Its value; empty text, with a complaint, if it is not set, or cannot be. */
    public String required(String name) {
        Optional<String> value = optional(name);
        if (value.isEmpty() && !wrong.containsKey(name)) {
            missing.add(name);
        }
        return value.orElse("");
    }

    /** Adds what is wrong with a setting, as the rest of a sentence that begins with its name; the first for each counts. */
    public void complain(String name, String what) {
        wrong.putIfAbsent(name, name + " " + what);
    }

    /** The one line to say about what was read so far, or nothing. */
    public Optional<String> complaint() {
        List<String> parts = new ArrayList<>(wrong.values());
        if (!missing.isEmpty()) {
            parts.add(
                    0,
                    "missing: " + String.join(", ", missing)
                            + (missing.stream().anyMatch(SecretFiles::isSecret)
                                    ? " (a password may also come from a file named by ..._PASSWORD_FILE)"
                                    : ""));
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of("Cannot start. Settings " + String.join("; ", parts));
    }

    private Optional<String> optional(String name, Optional<ValueRule> rule) {
        try {
            Optional<String> value = files.read(name)
                    .or(() -> Optional.ofNullable(environment.get(name)))
                    .filter(text -> !text.isBlank());
            Optional<String> complaint = value.flatMap(text -> complaint(name, text, rule));
            complaint.ifPresent(what -> complain(name, what));
            return complaint.isPresent() ? Optional.empty() : value;
        } catch (BadSettingException unreadable) {
            wrong.putIfAbsent(name, unreadable.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<String> complaint(String name, String value, Optional<ValueRule> rule) {
        boolean secret = SecretFiles.isSecret(name);
        if (SecretFiles.isUnreadable(value)) {
            return Optional.of(
                    SecretFiles.NOT_READABLE_HERE + (secret ? ", or name a file with " + name + "_FILE" : ""));
        }
        return rule.filter(must -> !must.holds().test(value))
                .map(must -> "must be " + must.wanted() + (secret ? "" : ", but is " + printable(value)));
    }

    private static String printable(String value) {
        return value.replaceAll("\\p{Cntrl}", "?");
    }
}
