package io.tandem.bench.report;

/** How all of it is measured, for readers who doubt it. */
record MethodSection() implements Section {

    @Override
    public void writeTo(Report page) {
        page.add("## How it is measured", "");
        page.add(
                "* The same MySQL and the same RocketMQ for everybody; a topic and a group of its own for each; the same tables; the same JSON over HTTP/1.1 with the same sign-in, kept alive.");
        page.add(
                "* All contestants are up during the whole run, each warmed up until an order's processor time no longer falls, with 64 callers and then with one (how warm each was stands with its start), and one at a time is loaded; the order rotates from round to round. Every cell is the median of the rounds, with least and most in parentheses.");
        page.add(
                "* The callers' connections are there before the clock runs: that hundreds of them come in one moment is another question.");
        page.add(
                "* Every JVM gets `-Xmx256m -XX:+UseSerialGC`, which is what `make run` gives Tandem and suits all of them on two cores. HikariCP and Vert.x have 32 connections each. Spring Boot's pool has 256 threads; its virtual threads run on JDK 25, on which threads that wait in a `synchronized` block keep no carrier. Where a target names Spring Boot, the better of the two is meant.");
        page.add(
                "* Processor time is user + system from `/proc/<pid>/stat`, until the last shipment is there; MySQL's counters are `SHOW GLOBAL STATUS`; messages are the ends of all topics' queues, RocketMQ's half and op topics included.");
        page.add(
                "* Tandem's order writes more than the peers': the ledger's row with what the trace page shows, and a trace record of the commit. The peers on Spring Boot have no ledger, no trace and no sessions; the one with messages has the published checker with its holes.");
        page.add(
                "* The outbox' relay reads 128 rows at a time, sends all their messages at once and deletes them with one statement. The client has no public call that sends several messages as one.");
        page.add(
                "* Seata AT is another promise. The order service begins a global transaction at Seata's server, inserts the order, calls the logistics service over HTTP and waits for it; each insert is a branch: the row, a row in `undo_log` from which it would be undone, a lock of the row at the server, and a commit, one after the other. The caller is answered when both rows are there, so reply and shipment are one thing; others see each row as soon as its branch has committed, even if the whole is undone after that. That is atomic commitment with a second service, not eventual delivery: while logistics or Seata's server is away no order is taken, where the others take it and ship it later. RocketMQ has no part in it, and what stands there is what RocketMQ takes by itself; Seata's server is the process “seata”, and the undo rows that it deletes a second later are waited for before the processor time is read.");
        page.add(
                "* Seata's server is the newest that is published as a library, its client the newest that works with it. Its sessions are in a file that is written to the disk asynchronously, as RocketMQ's messages are with ASYNC_FLUSH: its quickest store. Coordinators that stand in for each other keep them in a database or in Raft, which costs more.");
        page.add(
                "* Seata AT is started once, has one round of everything and after that only 64 callers, and does not run with SYNC_FLUSH, on which it does not depend; with SYNC_FLUSH there are fewer rounds (one or two), no open loop, no overload and no limits without the broker. Duplicates are one round, overloads one run each.");
        page.add("* Tables of 10^7 rows are a run of their own, `BENCH_GROWTH=1`: [growth](growth.md).");
    }
}
