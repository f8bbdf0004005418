package io.tandem.rehearse.stack;

import io.tandem.local.process.LocalFailure;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A ROS template as it stands in its file. What it is worth is the lint's affair (infra/ros/lint). */
public final class Template {

    private final Map<String, Object> sections;

    private Template(Map<String, Object> sections) {
        this.sections = sections;
    }

    public static Template read(Path file) {
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return parse(reader);
        } catch (IOException failure) {
            throw new LocalFailure("Cannot read " + file + ": " + failure.getMessage(), failure);
        }
    }

    static Template parse(Reader reader) {
        return new Template(map(new Yaml(new SafeConstructor(new LoaderOptions())).load(reader)));
    }

    Map<String, Object> parameters() {
        return section("Parameters");
    }

    Map<String, Object> mappings() {
        return section("Mappings");
    }

    Map<String, Object> conditions() {
        return section("Conditions");
    }

    Object property(String resource, String property) {
        Object value =
                map(map(section("Resources").get(resource)).get("Properties")).get(property);
        if (value == null) {
            throw new LocalFailure("The template has no " + property + " of " + resource);
        }
        return value;
    }

    Map<String, Object> section(String name) {
        return map(sections.get(name));
    }

    @SuppressWarnings("unchecked") // YAML's maps of a template have text for keys, or the lint would complain
    static Map<String, Object> map(Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }
}
