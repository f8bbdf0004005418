package io.tandem.rehearse.stack;

import static io.tandem.rehearse.stack.Template.map;

import io.tandem.local.process.LocalFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A template with its parameters, and the attributes of what it would have made. It works out values as ROS does, for those
 * functions that the template uses where it matters here; another one is an error.
 */
public final class Stack {

    private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]+)}");

    private final Template template;
    private final Map<String, Object> parameters;
    private final Map<String, String> world;

    private Stack(Template template, Map<String, Object> parameters, Map<String, String> world) {
        this.template = template;
        this.parameters = parameters;
        this.world = world;
    }

    /**
     * The stack of somebody who fills in these parameters; what the template would not take is a failure.
     *
     * @param given the parameters that are not left at their defaults
     * @param world attributes ({@code RocketMQ.VpcEndpoint}) and what ROS itself knows ({@code ALIYUN::Region})
     */
    public static Stack of(Template template, Map<String, String> given, Map<String, String> world) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        template.parameters().forEach((name, declared) -> parameters.put(name, value(name, map(declared), given)));
        for (String name : given.keySet()) {
            if (!parameters.containsKey(name)) {
                throw new LocalFailure("The template has no parameter " + name);
            }
        }
        return new Stack(template, parameters, Map.copyOf(world));
    }

    /** The same stack, updated with other values of some parameters. */
    public Stack with(Map<String, String> changed) {
        Map<String, Object> updated = new LinkedHashMap<>(parameters);
        changed.forEach((name, text) ->
                updated.put(name, value(name, map(template.parameters().get(name)), changed)));
        return new Stack(template, updated, world);
    }

    /** What a {@code RunCommand} hands to its hosts. */
    public String command(String resource) {
        return text(template.property(resource, "CommandContent"));
    }

    public String parameter(String name) {
        return String.valueOf(parameters.get(name));
    }

    /** A property of a resource, with everything in it worked out. */
    public Object property(String resource, String property) {
        return value(template.property(resource, property));
    }

    List<String> resources(String type) {
        return template.section("Resources").entrySet().stream()
                .filter(resource -> type.equals(map(resource.getValue()).get("Type")))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Object value(String name, Map<String, Object> declared, Map<String, String> given) {
        Object value = given.containsKey(name) ? given.get(name) : declared.get("Default");
        if (value == null) {
            throw new LocalFailure("The parameter " + name + " has no value");
        }
        String pattern = (String) declared.get("AllowedPattern");
        if (pattern != null && !Pattern.matches(pattern, String.valueOf(value))) {
            throw new LocalFailure("The parameter " + name + " does not match " + pattern);
        }
        List<?> allowed = (List<?>) declared.get("AllowedValues");
        if (allowed != null && !allowed.contains(value)) {
            throw new LocalFailure("The parameter " + name + " is none of " + allowed);
        }
        return value;
    }

    private Object value(Object node) {
        if (node instanceof List<?> list) {
            return list.stream().map(this::value).toList();
        }
        if (!(node instanceof Map<?, ?>)) {
            return node;
        }
        Map<String, Object> map = map(node);
        Map.Entry<String, Object> first = map.entrySet().iterator().next();
        if (map.size() == 1 && (first.getKey().equals("Ref") || first.getKey().startsWith("Fn::"))) {
            return function(first.getKey(), first.getValue());
        }
        Map<String, Object> worked = new LinkedHashMap<>();
        map.forEach((key, each) -> worked.put(key, value(each)));
        return worked;
    }

    private Object function(String name, Object argument) {
        return switch (name) {
            case "Ref" -> parameters.containsKey(argument) ? parameters.get(argument) : known((String) argument);
            case "Fn::GetAtt" -> known(join(".", argument));
            case "Fn::Sub" -> substitute(argument);
            case "Fn::Join" ->
                join((String) list(argument).get(0), value(list(argument).get(1)));
            case "Fn::If" -> value(list(argument).get(condition(list(argument).get(0)) ? 1 : 2));
            case "Fn::Select" -> value(list(argument).get(1)); // attributes are lists of one here
            case "Fn::FindInMap" -> found(list(argument));
            default -> throw new LocalFailure("The template uses " + name + ", which the rehearsal does not know");
        };
    }

    private Object found(List<?> path) {
        Object place = template.mappings();
        for (Object key : path) {
            place = map(place).get(text(key));
        }
        return place;
    }

    private String substitute(Object argument) {
        boolean own = argument instanceof List<?>;
        String pattern = (String) (own ? list(argument).get(0) : argument);
        Map<String, Object> variables = own ? map(list(argument).get(1)) : Map.of();
        return PLACE.matcher(pattern).replaceAll(match -> {
            String name = match.group(1);
            Object value = variables.containsKey(name)
                    ? value(variables.get(name))
                    : parameters.containsKey(name) ? parameters.get(name) : known(name);
            return Matcher.quoteReplacement(String.valueOf(value));
        });
    }

    private boolean condition(Object node) {
        if (node instanceof String name) {
            return condition(template.conditions().get(name));
        }
        Map.Entry<String, Object> function = map(node).entrySet().iterator().next();
        Object argument = function.getValue();
        return switch (function.getKey()) {
            case "Fn::Equals" ->
                text(list(argument).get(0)).equals(text(list(argument).get(1)));
            case "Fn::Not" -> !condition(argument instanceof List<?> one ? one.get(0) : argument);
            case "Fn::Or" -> list(argument).stream().anyMatch(this::condition);
            case "Fn::And" -> list(argument).stream().allMatch(this::condition);
            default -> throw new LocalFailure("The rehearsal does not know the condition " + function.getKey());
        };
    }

    private String known(String name) {
        String value = world.get(name);
        if (value == null) {
            throw new LocalFailure("The rehearsal does not know what " + name + " of the template is");
        }
        return value;
    }

    private String text(Object node) {
        return String.valueOf(value(node));
    }

    private static String join(String between, Object parts) {
        return list(parts).stream().map(String::valueOf).collect(Collectors.joining(between));
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> list
                ? list
                : List.of(String.valueOf(value).split("\\.", -1));
    }
}
