package io.tandem.faults;

import io.tandem.faults.fault.Catalogue;
import io.tandem.faults.fault.Fault;
import io.tandem.faults.report.Lines;
import io.tandem.faults.report.Report;
import io.tandem.faults.report.ReportFiles;
import io.tandem.faults.report.Row;
import io.tandem.faults.rig.Rig;
import io.tandem.faults.variant.Trial;
import io.tandem.faults.variant.Trial.Finding;
import io.tandem.faults.variant.Variant;
import io.tandem.local.process.AtExit;
import io.tandem.local.process.Folders;
import io.tandem.local.process.Progress;
import io.tandem.local.process.ProjectRoot;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The program behind {@code make faults}. It runs beside whatever else runs: on free ports, in a folder of its own. */
public final class Main {

    private static final Progress SAY = Progress.CONSOLE;
    private static final int VARIANT_CLIENTS = 16;
    private static final double SECONDS_A_MINUTE = 60;

    private Main() {}

    public static void main(String... arguments) {
        AtExit.orSayWhyNot(() -> System.exit(run(Settings.from(System.getenv())) ? 0 : 1));
    }

    private static boolean run(Settings settings) {
        long seed = settings.seed().orElseGet(() -> new SecureRandom().nextLong());
        Path folder = ProjectRoot.find()
                .resolve(".run-faults")
                .resolve(Long.toString(ProcessHandle.current().pid()));
        SAY.say("SEED=" + seed);
        List<Fault> faults = Catalogue.all().stream()
                .filter(fault -> settings.wants(fault.family().words() + ": " + fault.name()))
                .toList();
        SAY.say(faults.size() + " kinds of faults, " + settings.minutes() + " minutes of rounds");
        Duration lasting = Duration.ofMillis((long) (settings.minutes() * SECONDS_A_MINUTE * 1_000));
        Campaign.Outcome outcome = lasting.isZero()
                ? Campaign.Outcome.NONE
                : new Campaign(SAY).run(folder.resolve("rounds"), seed, lasting, faults, settings.groups());
        List<Finding> findings =
                settings.variants() ? variants(folder.resolve("variants"), seed, settings.groups()) : List.of();
        Report report = new Report(
                LocalDate.now(ZoneOffset.UTC),
                seed,
                settings.minutes(),
                outcome.rounds(),
                outcome.skipped(),
                outcome.atTheEnd(),
                findings.isEmpty() ? null : findings.get(0),
                findings.isEmpty() ? List.of() : findings.subList(1, findings.size()));
        conclude(report, settings);
        if (report.good()) {
            Folders.delete(folder);
        }
        return report.good();
    }

    /** The product as it is first. */
    private static List<Finding> variants(Path folder, long seed, boolean groups) {
        SAY.say("broken variants, each of which must be found, and the product as it is, which must not");
        List<Finding> findings = new ArrayList<>();
        try (Rig rig = Rig.start(folder, Campaign.withGroups(Trial.SETTINGS, groups), SAY)) {
            Trial trial = new Trial(rig, VARIANT_CLIENTS, 0);
            Random seeds = new Random(seed);
            List<Variant> all = new ArrayList<>(List.of(Variant.NONE));
            all.addAll(Variant.all(groups));
            for (Variant variant : all) {
                Finding finding = trial.of(variant, seeds.nextLong());
                SAY.say(Lines.of(finding));
                findings.add(finding);
            }
        }
        return findings;
    }

    private static void conclude(Report report, Settings settings) {
        Row total = report.total();
        SAY.say("");
        SAY.say(
                "%d rounds, %d attempted, %d acknowledged: %d lost, %d unexpected, %d duplicated; %d left open, %d of them recovered"
                        .formatted(
                                total.rounds(),
                                total.attempted(),
                                total.acknowledged(),
                                total.lost(),
                                total.unexpected(),
                                total.duplicated(),
                                total.open(),
                                total.recovered()));
        SAY.say("end to end p50 %d ms, p99 %d ms; longest recovery %.1f s; %d of %d broken variants found"
                .formatted(
                        total.p50Millis(),
                        total.p99Millis(),
                        total.recoverySeconds(),
                        report.variants().stream().filter(Finding::caught).count(),
                        report.variants().size()));
        if (settings.writesReport()) {
            ReportFiles.write(report, ProjectRoot.find().resolve("docs"));
            SAY.say("written: docs/reliability.md, docs/reliability.json, docs/images/reliability.svg");
        }
        SAY.say((report.good() ? "ALL HELD" : "NOT ALL HELD") + ", SEED=" + report.seed());
    }
}
