package io.tandem.rehearse;

import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.ProjectRoot;
import io.tandem.rehearse.cloud.Bucket;
import io.tandem.rehearse.tool.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The packages that {@code make package} left behind, native ones if all three are there, and a second version of each with the same
 * program in it, to upgrade to.
 *
 * @param folder holds both versions
 * @param flavor {@code jvm}, or {@code linux-x86_64} and the like
 */
record Packages(Path folder, String flavor, String version) {

    private static final Duration PACKING = Duration.ofMinutes(2);
    private static final String JVM = "jvm";
    private static final Map<String, String> PARAMETERS = Map.of(
            "order-native", "OrderPackageSha256",
            "logistics-native", "LogisticsPackageSha256",
            "tandem-migrate", "MigratePackageSha256");
    private static final Pattern MIGRATION = Pattern.compile("tandem-migrate-(.+)-(jvm|linux-[a-z0-9_]+)\\.tar\\.gz");

    /** Puts both versions into the folder. */
    static Packages prepare(Path folder) {
        Path built = ProjectRoot.built("target", "packages");
        Packages packages = found(built, folder);
        try {
            Files.createDirectories(folder);
            for (String name : PARAMETERS.keySet()) {
                String archive = packages.archive(name, packages.version());
                Files.copy(built.resolve(archive), folder.resolve(archive));
                packages.packAgain(name);
            }
        } catch (IOException failure) {
            throw new LocalFailure("Cannot prepare the packages: " + failure.getMessage(), failure);
        }
        return packages;
    }

    boolean isNative() {
        return !flavor.equals(JVM);
    }

    String nextVersion() {
        return version + ".next";
    }

    /** What a stack is told of the packages of a version. */
    Map<String, String> parameters(String wanted) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("PackageVersion", wanted);
        parameters.put("PackageFlavor", flavor);
        parameters.put("PackageBaseUrl", Bucket.urlOf(wanted));
        PARAMETERS.forEach(
                (name, parameter) -> parameters.put(parameter, sha256(folder.resolve(archive(name, wanted)))));
        return parameters;
    }

    /** The next version, with the checksums of this one. */
    Map<String, String> mistaken() {
        Map<String, String> parameters = parameters(version);
        parameters.put("PackageVersion", nextVersion());
        parameters.put("PackageBaseUrl", Bucket.urlOf(nextVersion()));
        return parameters;
    }

    private String archive(String name, String wanted) {
        return "%s-%s-%s.tar.gz".formatted(name, wanted, flavor);
    }

    private static Packages found(Path built, Path folder) {
        List<Packages> all = migrations(built).stream()
                .map(archive -> new Packages(folder, archive.group(2), archive.group(1)))
                .filter(packages -> PARAMETERS.keySet().stream()
                        .allMatch(name -> Files.exists(built.resolve(packages.archive(name, packages.version())))))
                .toList();
        return all.stream()
                .filter(Packages::isNative)
                .findFirst()
                .or(() -> all.stream().findFirst())
                .orElseThrow(() -> new LocalFailure("There are no packages in " + built + ": run `make package`"));
    }

    private static List<Matcher> migrations(Path built) {
        try (Stream<Path> files = Files.list(built)) {
            return files.map(file -> MIGRATION.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .toList();
        } catch (IOException failure) {
            throw new LocalFailure("Cannot look into " + built + ": " + failure.getMessage(), failure);
        }
    }

    private void packAgain(String name) {
        Path unpacked = folder.resolve("unpacked");
        Path content = unpacked.resolve(name + "-" + version);
        Path program = content.resolve(isNative() ? "bin/" + name : "app");
        Tool.run("mkdir", "-p", unpacked.toString());
        Tool.run(PACKING, "tar", "-xzf", folder.resolve(archive(name, version)).toString(), "-C", unpacked.toString());
        Tool.run(
                        PACKING,
                        "env",
                        "SOURCE_DATE_EPOCH=0",
                        ProjectRoot.find().resolve("infra/package/pack.sh").toString(),
                        name,
                        nextVersion(),
                        flavor,
                        program.toString(),
                        content.resolve("sbom.cdx.json").toString(),
                        folder.toString())
                .orFail();
    }

    private static String sha256(Path file) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream content = new DigestInputStream(Files.newInputStream(file), digest)) {
                content.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException | NoSuchAlgorithmException failure) {
            throw new LocalFailure("Cannot read " + file + ": " + failure.getMessage(), failure);
        }
    }
}
