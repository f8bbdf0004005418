package io.tandem.faults.report;

import io.tandem.faults.check.Invariant;
import io.tandem.faults.check.Violation;
import io.tandem.faults.round.RoundResult;
import io.tandem.faults.variant.Trial.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code docs/reliability.md}. */
final class Page {

    private final Report report;

    private Page(Report report) {
        this.report = report;
    }

    static String of(Report report) {
        Page page = new Page(report);
        return Stream.of(
                        List.of(page.summary()),
                        List.of(page.introduction()),
                        page.results(),
                        page.invariants(),
                        page.failures(),
                        page.variants(),
                        List.of(page.rest()))
                .flatMap(List::stream)
                .collect(Collectors.joining("\n"));
    }

    private String summary() {
        Row total = report.total();
        return """
                # 可靠性 / Reliability

                <!-- Written by `make faults`: change the program (infra/faults, io.tandem.faults.report.Page), not this page. -->

                **摘要。** `make faults` 用真实的 MySQL、RocketMQ、两个订单进程和两个物流进程，在混合负载下逐一制造故障（在协议的每一步 `kill -9`、
                SIGSTOP、消息服务器与数据库的各种失效、网络、时钟），每轮恢复后等待系统静止，再对照数据库、消息服务器和每个调用者得到的答复检查五条不变式。
                本页这次运行（%s，种子 `%d`）：%d 轮、%d 次调用、确认支付 %d 单，**丢失 %d、意外 %d、重复 %d**；未得到最终答复的 %d 次调用有 %d 次事后有了唯一的结果。
                同一个程序对 %d 个故意写错的版本各跑了一遍，**找出 %d 个**：查不出错的检查没有意义。
                重放：`SEED=%d make faults`。
                """.formatted(
                        report.date(),
                        report.seed(),
                        total.rounds(),
                        total.attempted(),
                        total.acknowledged(),
                        total.lost(),
                        total.unexpected(),
                        total.duplicated(),
                        total.open(),
                        total.recovered(),
                        report.variants().size(),
                        report.variants().stream().filter(Finding::caught).count(),
                        report.seed());
    }

    private String introduction() {
        return """
                "Nothing lost, nothing doubled, no caller told wrong" is a figure, and this page is what `make faults` measured on %s with seed `%d`
                in %.0f minutes of rounds. A round is: 32 clients call both order processes (new orders, duplicates by the same and by other users,
                races for one number, retries under an Idempotency-Key, callers that give up); something breaks; it is put right; everything comes to
                rest, within 90 s; then the five invariants of the design are checked against the tables, the broker's topics, the console, and what
                every single caller was told. Processes are the builds that users run (JVM); steps of the protocol are found by Byteman rules from outside,
                so the product carries no hooks. MySQL writes its log as RDS does and has a replica, which takes over in one of the faults.
                The broker checks as in `make run`: first after 1.6 s, then every 2 s. The redelivery begins to look after
                10 s instead of 60, and an unacknowledged delivery comes back after 10 s instead of 30.
                """.formatted(report.date(), report.seed(), report.minutes());
    }

    private List<String> results() {
        List<String> lines = new ArrayList<>(List.of(
                "## Results",
                "",
                "*attempted*: calls; *acknowledged*: orders that a caller was told to be placed; *lost*: acknowledged or committed, and not there in"
                        + " full; *unexpected*: there against what a caller was told, or against the ledger; *duplicated*: effects, not deliveries;"
                        + " *open → recovered*: calls without a final answer (in doubt, broken connections, callers that gave up), and those whose"
                        + " outcome is one thing now; *recovery*: from the end of the fault until all is at rest, the longest round; *p50, p99*: from the"
                        + " call until the shipment is committed, the fault included.",
                "",
                "| fault | rounds | attempted | acknowledged | lost | unexpected | duplicated | open → recovered | recovery, s | p50, ms | p99, ms |",
                "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"));
        Stream.concat(report.rows().stream(), Stream.of(report.total()))
                .map(row -> "| %s | %d | %d | %d | %d | %d | %d | %d → %d | %.1f | %d | %d |"
                        .formatted(
                                bold(row, row.fault()),
                                row.rounds(),
                                row.attempted(),
                                row.acknowledged(),
                                row.lost(),
                                row.unexpected(),
                                row.duplicated(),
                                row.open(),
                                row.recovered(),
                                row.recoverySeconds(),
                                row.p50Millis(),
                                row.p99Millis()))
                .forEach(lines::add);
        lines.addAll(List.of("", "![time to recover](images/reliability.svg)", ""));
        report.skipped().forEach(skipped -> lines.add("- skipped: " + skipped));
        return lines;
    }

    private static String bold(Row row, String text) {
        return row.fault().equals("all") ? "**" + text + "**" : text;
    }

    private List<String> invariants() {
        List<String> lines = new ArrayList<>(List.of("", "## Faults × invariants: violations", ""));
        for (Invariant invariant : Invariant.values()) {
            lines.add(invariant.number() + ". " + invariant.rule());
        }
        lines.addAll(List.of("", "| fault | 1 | 2 | 3 | 4 | 5 |", "| --- | ---: | ---: | ---: | ---: | ---: |"));
        Stream.concat(report.rows().stream(), Stream.of(report.total()))
                .map(row -> "| " + bold(row, row.fault()) + " | "
                        + row.violations().values().stream()
                                .map(String::valueOf)
                                .collect(Collectors.joining(" | "))
                        + " |")
                .forEach(lines::add);
        lines.addAll(List.of(
                "",
                report.atTheEnd().isEmpty()
                        ? "A last look over all rounds together, at the end, found nothing more."
                        : "A last look over all rounds together found: "
                                + report.atTheEnd().stream()
                                        .limit(5)
                                        .map(Violation::toString)
                                        .collect(Collectors.joining("; "))));
        return lines;
    }

    private List<String> failures() {
        List<RoundResult> bad =
                report.rounds().stream().filter(round -> !round.good()).toList();
        if (bad.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(List.of("", "## Rounds that were not as they must be", ""));
        for (RoundResult round : bad) {
            lines.add("- round %d, seed `%d`, %s: %s%s"
                    .formatted(
                            round.number(),
                            round.seed(),
                            round.family() + ": " + round.fault(),
                            round.happened() ? (round.quiet() ? "" : "not at rest in time; ") : round.note() + "; ",
                            round.violations().stream()
                                    .limit(3)
                                    .map(Violation::toString)
                                    .collect(Collectors.joining("; "))));
        }
        return lines;
    }

    private List<String> variants() {
        List<String> lines = new ArrayList<>(List.of(
                "",
                "## The harness can fail: broken variants",
                "",
                "Each is the product with one protection taken away by a Byteman rule (or a key dropped from its table), in the same harness, with the"
                        + " redelivery put off for an hour: it is a net of its own, and would ship in the end what the variant lost. Each must be found"
                        + " within four rounds. The product as it is goes through the same rounds with the same settings, and must not be.",
                "",
                "| variant | what goes wrong | found by | after, s | first violation |",
                "| --- | --- | --- | ---: | --- |"));
        Stream.concat(report.variants().stream(), Stream.ofNullable(report.control()))
                .map(finding -> "| %s | %s | %s | %s | %s |"
                        .formatted(
                                finding.variant(),
                                finding.why(),
                                String.join(" · ", finding.faults()),
                                finding.caught()
                                        ? "%.0f".formatted(finding.took().toMillis() / 1_000.0)
                                        : "not found",
                                finding.violations().stream()
                                        .findFirst()
                                        .map(Violation::toString)
                                        .orElse("none")))
                .forEach(lines::add);
        return lines;
    }

    private String rest() {
        return """

                ## Run it

                ```sh
                make faults                       # ten minutes of rounds, then the variants; writes this page
                SEED=%d make faults               # the same faults in the same order, on the same processes, at the same counts
                FAULTS_MINUTES=60 make faults     # longer
                FAULTS='MySQL.*' make faults      # only faults whose name matches; writes nothing
                FAULTS_GROUPS=no make faults      # each order has a half message of its own; writes nothing
                ```

                A seed fixes the plan: which fault, which process, at which call, and what each client chooses. It does not fix how the machine's scheduler
                interleaves the calls, so a violation may need some runs with its seed to come back; each round that fails prints its own seed.
                Figures are in [reliability.json](reliability.json), too.

                ## What this does not show

                - One machine: servers die as processes, not as disks. The broker flushes asynchronously, which survives `kill -9` and not a power cut.
                - Loss on the network is what a program sees of it above TCP: chunks that come late, connections that break.
                - The clock of one process at a time is off, as its own code sees it (`java.time`); not the operating system's.
                - `kill -9` at a step is `Runtime.halt` at that step: no hook runs, nothing is flushed; at any moment it is the signal.
                - A disk that is full is one of 256 MiB under the broker's store, filled to 94 %%: from 90 %% on it refuses messages.
                - The processes are the JVM builds; the native executables come from the same sources, and the black-box suite runs against them.
                """.formatted(report.seed());
    }
}
