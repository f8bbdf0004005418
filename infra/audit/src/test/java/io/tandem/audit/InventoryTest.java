package io.tandem.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InventoryTest {

    private static final String BILL = """
            {"components": [
              {"group": "org.a", "name": "b", "version": "1.0", "licenses": [{"license": {"id": "MIT"}}]},
              {"group": "org.a", "name": "b", "version": "1.1", "licenses": [{"expression": "EPL-2.0 OR MIT"}]},
              {"group": "io.tandem", "name": "quarkus-tandem", "version": "1"}
            ]}""";

    private final Inventory inventory = new Inventory();

    @Test
    void whatShipsIsNamedOnceWithAllItsPrograms() throws IOException {
        inventory.add("one", bill(), List.of(jar("org.a.b-1.0.jar"), jar("io.tandem.quarkus-tandem-1.jar")));
        inventory.add("two", bill(), List.of(jar("org.a.b-1.0.jar")));

        assertThat(inventory.libraries()).singleElement().satisfies(entry -> {
            assertThat(entry.programs()).containsExactly("one", "two");
            assertThat(entry.component().licences()).containsExactly("MIT");
        });
        assertThat(inventory.unknown()).isEmpty();
    }

    @Test
    void aFileThatNoBillNamesIsFound() throws IOException {
        inventory.add("one", bill(), List.of(jar("org.evil.thing-6.6.jar")));

        assertThat(inventory.unknown()).containsExactly("one: org.evil.thing-6.6.jar");
    }

    @Test
    void twoVersionsOfOneLibraryAreFound() throws IOException {
        inventory.add("one", bill(), List.of(jar("org.a.b-1.0.jar"), jar("org.a.b-1.1-linux-x86_64.jar")));

        assertThat(inventory.twice()).containsExactly("org.a:b 1.0, 1.1");
    }

    @Test
    void thePageSaysWhatItIsNot() throws IOException {
        inventory.add("one", bill(), List.of(jar("org.a.b-1.1.jar")));

        assertThat(DependencyPage.of(inventory, List.of("one", "two")))
                .contains("This is no vulnerability report", "| org.a:b | 1.1 | 2026-01-02 | EPL-2.0 OR MIT | one |");
    }

    private static BillOfMaterials bill() throws IOException {
        return BillOfMaterials.of(new ObjectMapper().readTree(BILL));
    }

    private static ShippedJar jar(String file) {
        return new ShippedJar(file, Optional.of(LocalDate.of(2026, 1, 2)));
    }
}
