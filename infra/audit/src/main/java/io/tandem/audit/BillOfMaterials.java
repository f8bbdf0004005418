package io.tandem.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tandem.local.process.LocalFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A CycloneDX document, as the plugin of that name writes it at the build. */
record BillOfMaterials(List<Component> components) {

    static BillOfMaterials read(Path file) {
        try {
            return of(new ObjectMapper().readTree(file.toFile()));
        } catch (IOException unreadable) {
            throw new LocalFailure(file + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    static BillOfMaterials of(JsonNode document) {
        List<Component> components = new ArrayList<>();
        document.path("components")
                .forEach(one -> components.add(new Component(
                        one.path("group").asText(),
                        one.path("name").asText(),
                        one.path("version").asText(),
                        licences(one))));
        return new BillOfMaterials(List.copyOf(components));
    }

    private static List<String> licences(JsonNode component) {
        List<String> licences = new ArrayList<>();
        component.path("licenses").forEach(choice -> {
            String expression = choice.path("expression").asText();
            JsonNode licence = choice.path("license");
            String id = licence.path("id").asText(licence.path("name").asText());
            licences.add(expression.isEmpty() ? id : expression);
        });
        return List.copyOf(licences);
    }
}
