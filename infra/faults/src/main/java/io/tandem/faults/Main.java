package io.tandem.faults;

import io.tandem.faults.fault.Catalogue;
import io.tandem.faults.fault.Fault;
import io.tandem.faults.rig.Rig;
import io.tandem.faults.round.Round;
import io.tandem.faults.round.RoundResult;
import io.tandem.local.process.AtExit;
import io.tandem.local.process.Progress;
import io.tandem.local.process.ProjectRoot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

public final class Main {

    private Main() {}

    public static void main(String... arguments) {
        AtExit.orSayWhyNot(() -> {
            Path folder = ProjectRoot.find()
                    .resolve(".run-faults")
                    .resolve(Long.toString(ProcessHandle.current().pid()));
            long t = System.nanoTime();
            Rig rig = Rig.start(folder, Map.of("TANDEM_REDELIVERY_GRACE", "10s", "TANDEM_REDELIVERY_SEARCH_EVERY", "1s", "TANDEM_REDELIVERY_FIRST_BACK_OFF", "3s", "TANDEM_ROCKETMQ_CONSUMER_INVISIBLE", "10s"), Progress.CONSOLE);
            System.out.println("rig " + (System.nanoTime() - t) / 1000000);
            Round round = new Round(rig, 8, Duration.ofSeconds(90));
            int n = 0;
            for (Fault fault : Catalogue.all()) {
                String full = fault.family() + ": " + fault.name();
                if (arguments.length > 0 && !full.matches(arguments[0])) continue;
                long t0 = System.nanoTime();
                RoundResult r = round.run(n++, 42 + n, fault);
                System.out.println(full + " " + (System.nanoTime() - t0) / 1000000 + " ms, happened=" + r.happened() + " " + r.note() + " quiet=" + r.quiet() + " recovery=" + r.recovery().toMillis() + " " + r.figures().told() + " e2e max " + r.figures().endToEndMillis().get(Math.max(0, r.figures().endToEndMillis().size() - 1)) + " violations=" + r.violations().size());
                r.violations().stream().limit(6).forEach(v -> System.out.println("    " + v));
            }
            rig.close();
            System.exit(0);
        });
    }
}
