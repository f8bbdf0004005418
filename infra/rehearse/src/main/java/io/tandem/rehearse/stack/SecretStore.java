package io.tandem.rehearse.stack;

import static io.tandem.rehearse.stack.Stack.map;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The encrypted parameters that a stack makes, and who may read them, as the template says. */
public final class SecretStore {

    private static final String PARAMETER = "secretparameter/";

    private SecretStore() {}

    /** Names and values. */
    public static Map<String, String> secrets(Stack stack) {
        Map<String, String> secrets = new LinkedHashMap<>();
        for (String resource : stack.resources("ALIYUN::OOS::SecretParameter")) {
            secrets.put(
                    (String) stack.property(resource, "SecretParameterName"),
                    String.valueOf(stack.property(resource, "Value")));
        }
        return secrets;
    }

    /** The names of the parameters that a role may read. */
    public static List<String> readableBy(String role, Stack stack) {
        return ((List<?>) stack.property(role, "Policies"))
                .stream()
                        .map(policy -> map(map(policy).get("PolicyDocument")))
                        .flatMap(document -> ((List<?>) document.get("Statement")).stream())
                        .flatMap(statement -> ((List<?>) map(statement).get("Resource")).stream())
                        .map(String::valueOf)
                        .filter(resource -> resource.contains(PARAMETER))
                        .map(resource -> resource.substring(resource.indexOf(PARAMETER) + PARAMETER.length()))
                        .toList();
    }
}
