package io.tandem.rehearse;

import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.ProjectRoot;
import io.tandem.rehearse.cloud.Bucket;
import io.tandem.rehearse.tool.Finished;
import io.tandem.rehearse.tool.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What {@code make release} makes of the packages that {@code make package} left behind, and of a second version with the same programs
 * in it, to upgrade to.
 *
 * @param folder holds both versions, as the bucket does
 * @param flavor {@code jvm}, or {@code linux-x86_64} and the like: what the release chose
 */
record Releases(Path folder, String flavor, String version) {

    private static final Duration PACKING = Duration.ofMinutes(10);
    private static final String JVM = "jvm";
    private static final Map<String, String> SUMS = new TreeMap<>(Map.of(
            "order-native", "OrderPackageSha256",
            "logistics-native", "LogisticsPackageSha256",
            "tandem-migrate", "MigratePackageSha256"));
    private static final Pattern RELEASED = Pattern.compile("release: (\\S+) \\((\\S+)\\) is in .*");

    /** Puts both versions into the folder. */
    static Releases prepare(Path folder) {
        String released =
                release(ProjectRoot.built("target", "packages"), folder).lastLine();
        Matcher words = RELEASED.matcher(released);
        if (!words.matches()) {
            throw new LocalFailure("The release says: " + released);
        }
        Releases releases = new Releases(folder, words.group(2), words.group(1));
        Path next = folder.resolveSibling("next-packages");
        run("VERSION=" + releases.nextVersion(), "infra/package/package.sh", inProject(next));
        release(next, folder);
        return releases;
    }

    boolean isNative() {
        return !flavor.equals(JVM);
    }

    String nextVersion() {
        return version + ".next";
    }

    /** What people upload to the console. */
    Path template(String wanted) {
        return folder.resolve(wanted).resolve("tandem-" + wanted + ".yml");
    }

    /** The checksums of this version, to be given with the next one's template. */
    Map<String, String> mistaken() {
        Map<String, String> sums = sumsOf(folder.resolve(version).resolve("SHA256SUMS"));
        return SUMS.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getValue,
                        program -> sums.get("%s-%s-%s.tar.gz".formatted(program.getKey(), version, flavor))));
    }

    private static Map<String, String> sumsOf(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .map(line -> line.split(" {2}", 2))
                    .collect(Collectors.toMap(words -> words[1], words -> words[0]));
        } catch (IOException failure) {
            throw new LocalFailure("Cannot read " + file + ": " + failure.getMessage(), failure);
        }
    }

    private static Finished release(Path packages, Path folder) {
        return run("BUCKET=" + Bucket.PREFIX, "PACKAGES=" + packages, "RELEASES=" + folder, "infra/package/release.sh");
    }

    /** In the project's folder, without what a maintainer's shell may say of a release. */
    private static Finished run(String... words) {
        List<String> all = new ArrayList<>(List.of(
                "env",
                "-C",
                ProjectRoot.find().toString(),
                "--unset=PACKAGE_URL",
                "--unset=RELEASE_KEY",
                "--unset=SINCE"));
        all.addAll(List.of(words));
        return Tool.run(PACKING, all.toArray(String[]::new)).orFail();
    }

    private static String inProject(Path file) {
        return ProjectRoot.find().relativize(file).toString();
    }
}
