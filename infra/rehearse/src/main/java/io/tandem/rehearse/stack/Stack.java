package io.tandem.rehearse.stack;

import io.tandem.local.process.LocalFailure;
import java.util.List;
import java.util.Map;

/**
 * A state of a stack, as the planner worked it out: the parameters, the resources that exist with their properties, the outputs.
 *
 * @param resources of each, {@code type} and {@code properties}
 */
public record Stack(Map<String, Object> parameters, Map<String, Object> resources, Map<String, Object> outputs) {

    public boolean has(String resource) {
        return resources.containsKey(resource);
    }

    public String parameter(String name) {
        return String.valueOf(parameters.get(name));
    }

    public Object property(String resource, String property) {
        Object value = map(map(resources.get(resource)).get("properties")).get(property);
        if (value == null) {
            throw new LocalFailure("The stack has no " + property + " of " + resource);
        }
        return value;
    }

    /** What a command hands to its host. */
    public String command(String resource) {
        return String.valueOf(property(resource, "CommandContent"));
    }

    public List<String> resources(String type) {
        return resources.entrySet().stream()
                .filter(resource -> type.equals(map(resource.getValue()).get("type")))
                .map(Map.Entry::getKey)
                .toList();
    }

    @SuppressWarnings("unchecked") // the planner's maps have text for keys
    static Map<String, Object> map(Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }
}
