package io.tandem.audit;

import io.tandem.local.process.AtExit;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Progress;
import io.tandem.local.process.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The program behind {@code make audit}. Fails if something ships that no bill of materials names. */
public final class Main {

    private static final List<String> PROGRAMS = List.of("order-native", "logistics-native", "infra/migrate");

    private Main() {}

    public static void main(String... arguments) {
        AtExit.orSayWhyNot(Main::audit);
        System.exit(0);
    }

    private static void audit() {
        Path root = ProjectRoot.find();
        Inventory inventory = new Inventory();
        for (String program : PROGRAMS) {
            Path target = root.resolve(program).resolve("target");
            inventory.add(
                    target.getParent().getFileName().toString(),
                    BillOfMaterials.read(target.resolve("bom.json")),
                    ShippedJar.in(target.resolve("quarkus-app")));
        }
        Path page = root.resolve("docs/dependencies.md");
        try {
            Files.writeString(page, DependencyPage.of(inventory, PROGRAMS));
        } catch (IOException failed) {
            throw new LocalFailure(page + " cannot be written: " + failed.getMessage(), failed);
        }
        Progress.CONSOLE.say(inventory.libraries().size() + " libraries ship; in two versions: " + inventory.twice());
        Progress.CONSOLE.say("written: docs/dependencies.md");
        if (!inventory.unknown().isEmpty()) {
            throw new LocalFailure("no bill of materials names " + inventory.unknown());
        }
    }
}
