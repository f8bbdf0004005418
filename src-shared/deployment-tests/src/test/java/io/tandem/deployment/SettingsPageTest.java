package io.tandem.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** The reference page says of each setting what its javadoc says, as Quarkus' annotation processor read it. */
class SettingsPageTest {

    private static final List<Path> PROCESSED = List.of(
            Path.of("..", "runtime", "target", "classes", "META-INF"),
            Path.of("..", "deployment", "target", "classes", "META-INF"));

    private final Properties javadoc = new Properties();

    @Test
    void pageHasEachSettingAndNoOther() throws IOException {
        List<JsonObject> settings = new ArrayList<>();
        for (Path module : PROCESSED) {
            try (Reader reader = Files.newBufferedReader(module.resolve("quarkus-javadoc.properties"))) {
                javadoc.load(reader);
            }
            collect(
                    new JsonObject(Files.readString(module.resolve("quarkus-config-doc/quarkus-config-model.json"))),
                    settings);
        }
        Path page = Path.of(System.getProperty("tandem.root", "../..")).resolve("docs/settings.md");

        assertThat(Files.readAllLines(page).stream().filter(line -> line.startsWith("| `tandem.")))
                .containsExactlyInAnyOrderElementsOf(
                        settings.stream().map(this::row).toList());
    }

    private static void collect(Object node, List<JsonObject> settings) {
        if (node instanceof JsonArray array) {
            array.forEach(element -> collect(element, settings));
        } else if (node instanceof JsonObject object) {
            if (object.getValue("path") instanceof JsonObject path && path.containsKey("environmentVariable")) {
                settings.add(object);
            } else {
                object.forEach(entry -> collect(entry.getValue(), settings));
            }
        }
    }

    private String row(JsonObject setting) {
        String type = setting.getString("typeDescription");
        String value = setting.getString("defaultValue", "");
        String text =
                javadoc.getProperty(setting.getString("sourceType") + "." + setting.getString("sourceElementName"));
        return "| `" + setting.getJsonObject("path").getString("property") + "` | " + type + " | "
                + (type.equals("Duration") ? value.toLowerCase(Locale.ROOT) : value) + " | "
                + (setting.getString("phase").equals("RUN_TIME") ? "" : "Fixed when the service is built. ")
                + text.replaceAll("\\s+", " ").replaceAll("\\{@(?:code|link) #?([^}]*)}", "`$1`") + " |";
    }
}
