package io.tandem.bench.report;

/** How all of it is measured, for whoever doubts it. */
record MethodSection() implements Section {

    @Override
    public void writeTo(Report page) {
        page.add("## How it is measured", "");
        page.add(
                "* The same MySQL and the same RocketMQ for everybody; a topic and a group of its own for each; the same tables; the same JSON over HTTP/1.1 with the same sign-in, kept alive.");
        page.add(
                "* All contestants are up and warm during the whole run, and one at a time is loaded; the order rotates from round to round (the table for SYNC_FLUSH and the one of more processes come after half the warm-up). Every cell is the median of the rounds, with least and most in parentheses.");
        page.add(
                "* Every JVM gets `-Xmx256m -XX:+UseSerialGC`, which is what `make run` gives Tandem and suits all of them on two cores. HikariCP and Vert.x have 32 connections each.");
        page.add(
                "* Processor time is user + system from `/proc/<pid>/stat`, until the last shipment is there; MySQL's counters are `SHOW GLOBAL STATUS`; messages are the ends of all topics' queues, RocketMQ's half and op topics included.");
        page.add(
                "* Tandem's order writes more than the peers': the ledger's row with what the trace page shows, and a trace record of the commit. The Spring peer has no ledger, no trace, no sessions, and the published checker with its holes.");
        page.add("* Not done: Seata AT. 10^7 rows are in `BENCH_FULL=1` only.");
    }
}
