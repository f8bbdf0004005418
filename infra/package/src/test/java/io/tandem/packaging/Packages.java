package io.tandem.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Packages as {@code make package} makes them, with the {@link Probe} in the service's place. */
final class Packages {

    static final String NAME = "order-native";
    private static final String TIME = "1763769600";

    private final Path folder;

    Packages(Path folder) {
        this.folder = folder;
    }

    /** The unpacked folder, with install.sh in it. */
    Path unpacked(String version) throws IOException {
        return unpack(pack(NAME, version, "jvm", probe()));
    }

    Path unpack(Path archive) throws IOException {
        Path target = Files.createTempDirectory(folder, "unpacked");
        Shell.run("tar", "-xzf", archive, "-C", target, "--no-same-owner").succeeded();
        try (var entries = Files.list(target)) {
            return entries.findFirst().orElseThrow();
        }
    }

    Path pack(String name, String version, String flavor, Path program) throws IOException {
        return pack(name, version, flavor, program, Map.of());
    }

    /** The .tar.gz. */
    Path pack(String name, String version, String flavor, Path program, Map<String, String> environment)
            throws IOException {
        Path out = Files.createTempDirectory(folder, "out");
        Path sbom = Files.writeString(folder.resolve("bom.json"), "{\"bomFormat\": \"CycloneDX\"}");
        Map<String, String> given = new HashMap<>(environment);
        given.put("SOURCE_DATE_EPOCH", TIME);
        Shell.run(given, Shell.inProject("infra/package/pack.sh"), name, version, flavor, program, sbom, out)
                .succeeded();
        return out.resolve(name + "-" + version + "-" + flavor + ".tar.gz");
    }

    /** A native one, with a program that every machine has. */
    Path unpackedNative(String flavor) throws IOException {
        return unpack(pack(NAME, "1.0.0", flavor, Path.of("/bin/true")));
    }

    /** The .deb and the .rpm of both flavours, beside each other; the native one's program is one that every machine has. */
    Path forPackageManagers(String version) throws IOException {
        Path out = Files.createTempDirectory(folder, "linux");
        for (String flavor : List.of("jvm", "linux-x86_64")) {
            Path archive = pack(NAME, version, flavor, flavor.equals("jvm") ? probe() : Path.of("/bin/true"));
            Shell.run(
                            Map.of("SOURCE_DATE_EPOCH", TIME),
                            Shell.inProject("infra/package/linux/build.sh"),
                            NAME,
                            version,
                            flavor,
                            archive.getParent())
                    .succeeded();
            for (String extension : List.of(".deb", ".rpm")) {
                String file = NAME + "-" + version + "-" + flavor + extension;
                Files.move(archive.resolveSibling(file), out.resolve(file));
            }
        }
        return out;
    }

    /** A folder like quarkus-app. */
    Path probe() throws IOException {
        Path app = Files.createTempDirectory(folder, "quarkus-app");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Probe.class.getName());
        String entry = Probe.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(app.resolve("quarkus-run.jar"));
                JarOutputStream jar = new JarOutputStream(file, manifest);
                InputStream code = Probe.class.getResourceAsStream("/" + entry)) {
            jar.putNextEntry(new JarEntry(entry));
            code.transferTo(jar);
        }
        return app;
    }
}
