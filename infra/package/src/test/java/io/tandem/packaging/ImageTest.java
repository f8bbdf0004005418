package io.tandem.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** An image has a package's program in it, and needs neither root nor a daemon to be made. */
class ImageTest {

    @TempDir
    Path folder;

    private Path packages;
    private Path images;

    @BeforeEach
    void build() throws IOException {
        packages = Files.createDirectory(folder.resolve("packages"));
        images = folder.resolve("images");
        Packages all = new Packages(folder);
        Path archive = all.pack("order-native", "1.2.3", "jvm", all.probe());
        Files.move(archive, packages.resolve(archive.getFileName()));
    }

    @Test
    void theImageRunsTheProgramAsNobodyOfTheHost() throws IOException {
        image("scratch").succeeded();

        Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
        Shell.run("tar", "-xf", images.resolve("order-native-1.2.3-jvm.tar"), "-C", unpacked)
                .succeeded();
        // JSON is YAML.
        Map<String, Object> config = new Yaml().load(Files.readString(unpacked.resolve("config.json")));
        assertThat(config.get("config").toString())
                .contains(
                        "Entrypoint=[/opt/tandem/order-native/bin/order-native]", "User=65532:65532", "Cmd=[-Xmx192m]");
        List<Map<String, Object>> manifest = new Yaml().load(Files.readString(unpacked.resolve("manifest.json")));
        assertThat(manifest.get(0).get("RepoTags").toString()).isEqualTo("[tandem/order-native:1.2.3]");
        Path root = Files.createDirectory(folder.resolve("root"));
        for (Object layer : (List<?>) manifest.get(0).get("Layers")) {
            Shell.run("tar", "-xzf", unpacked.resolve(layer.toString()), "-C", root)
                    .succeeded();
        }
        assertThat(root.resolve("opt/tandem/order-native/bin/order-native")).isExecutable();
        assertThat(root.resolve("opt/tandem/order-native/app/quarkus-run.jar")).exists();
    }

    @Test
    void aBaseThatCannotBeHadIsNamedInOneLineAndTheImagesBeforeStay() throws IOException {
        Files.createDirectories(images);

        assertThat(image("tar:///no/such/base.tar").reasonOfFailure())
                .startsWith("image: order-native (jvm) on tar:///no/such/base.tar: ")
                .contains("/no/such/base.tar", "; BASE_IMAGE names another base");
        assertThat(images).exists();
        assertThat(folder.resolve("images.new")).doesNotExist();
    }

    private Shell image(String base) {
        Map<String, String> told = new HashMap<>();
        told.put("PACKAGES", packages.toString());
        told.put("IMAGES", images.toString());
        told.put("BASE_IMAGE", base);
        return Shell.run(told, Shell.inProject("infra/package/image/build.sh"));
    }
}
