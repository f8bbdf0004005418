package io.tandem.testing;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which package owns which table: the library's are named in statements of their owner alone, a service's are written by their owner
 * alone. Found in the strings of the compiled classes.
 */
final class TableOwners {

    private static final Map<String, String> LIBRARY = Map.of(
            "tx_attempt", "io.tandem.ledger",
            "tx_environment", "io.tandem.ledger",
            "parked_message", "io.tandem.consumer",
            "message_trace", "io.tandem.trace",
            "redelivery", "io.tandem.redelivery",
            "redelivery_search", "io.tandem.redelivery",
            "operator_action", "io.tandem.console.consistency",
            "web_session", "io.tandem.web.session");

    private static final Map<String, String> SERVICES =
            Map.of("orders", "io.tandem.order", "logistics", "io.tandem.logistics");

    private static final String NAMED = "(?:FROM|JOIN|INTO|UPDATE)\\s+%s\\b";
    private static final String WRITTEN = "(?:INTO|UPDATE|DELETE\\s+FROM)\\s+%s\\b";

    private TableOwners() {}

    static ArchCondition<JavaClass> respected() {
        return new ArchCondition<>("leave a table to its owner") {
            @Override
            public void check(JavaClass one, ConditionEvents events) {
                String text = text(one);
                violations(one, text, LIBRARY, NAMED, events);
                violations(one, text, SERVICES, WRITTEN, events);
            }
        };
    }

    private static void violations(
            JavaClass one, String text, Map<String, String> owners, String statement, ConditionEvents events) {
        owners.forEach((table, owner) -> {
            if (!one.getPackageName().equals(owner)
                    && Pattern.compile(statement.formatted(table)).matcher(text).find()) {
                events.add(SimpleConditionEvent.violated(
                        one, one.getName() + " touches " + table + ", which belongs to " + owner));
            }
        });
    }

    /** The class file, which holds its strings as they are. */
    private static String text(JavaClass one) {
        try (InputStream bytes = one.getSource().orElseThrow().getUri().toURL().openStream()) {
            return new String(bytes.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
