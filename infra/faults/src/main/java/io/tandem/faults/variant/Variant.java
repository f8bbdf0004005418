package io.tandem.faults.variant;

import io.tandem.faults.fault.Catalogue;
import io.tandem.faults.fault.Fault;
import io.tandem.faults.rule.Rule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A mistake that real systems make.
 *
 * @param order rules that make it, in every order-native
 * @param logistics rules that make it, in every logistics-native
 * @param table what is different in the database
 * @param faults that are to show it, one after the other until it shows
 */
public record Variant(
        String name, String why, List<Rule> order, List<Rule> logistics, Optional<Table> table, List<Fault> faults) {

    /** A change of the schema, and the way back. */
    public record Table(String change, String undo) {}

    /** Nothing broken: what is found in a variant's rounds is the variant's doing only if it is not found here. */
    public static final Variant NONE = new Variant(
            "the product as it is",
            "",
            List.of(),
            List.of(),
            Optional.empty(),
            faults(
                    "slow, asked for, after COMMIT, before commit()",
                    "after a failure, before rollback()",
                    "received, before it is read",
                    "after COMMIT, before the acknowledgement",
                    "commit() acknowledged and lost",
                    "after COMMIT, before commit()"));

    /** Every delivery a shipment. */
    public static final Variant WITHOUT_UNIQUE_KEY = new Variant(
            "a consumer without the unique key",
            "RocketMQ delivers at least once: what was delivered again is shipped again.",
            List.of(),
            List.of(),
            Optional.of(new Table(
                    "ALTER TABLE logistics DROP PRIMARY KEY, ADD KEY logistics_order (order_id)",
                    "ALTER TABLE logistics DROP KEY logistics_order, ADD PRIMARY KEY (order_id)")),
            faults("after COMMIT, before the acknowledgement"));

    /** Whether anything is different from the product. */
    public boolean isBroken() {
        return !order.isEmpty() || !logistics.isEmpty() || table.isPresent();
    }

    /**
     * Each of the mistakes.
     *
     * @param groups whether attempts share half messages, without which the last has nothing to get wrong
     */
    public static List<Variant> all(boolean groups) {
        List<Variant> all = List.of(
                readsOnly(), keyedByOrder(), acknowledgesFirst(), WITHOUT_UNIQUE_KEY, trustsCommit(), tellsSingly());
        return groups ? all : all.subList(0, all.size() - 1);
    }

    private static Variant readsOnly() {
        return new Variant(
                "a check-back that only reads",
                "A transaction that is merely slow has no row yet: its message is rolled back; then it commits, and its process dies before it can say so.",
                List.of(answering(
                        "reads only",
                        "SELECT IF(COUNT(*) = 0, 'ROLLBACK', 'COMMIT') AS outcome FROM tx_attempt WHERE attempt_id = UUID_TO_BIN(?)"
                                + " AND outcome = 'COMMIT'",
                        "$1.id().toString()")),
                List.of(),
                Optional.empty(),
                faults("slow, asked for, after COMMIT, before commit()"));
    }

    /** The check-back of RocketMQ's own documentation, and of most samples after it. */
    public static Variant keyedByOrder() {
        return new Variant(
                "a check-back keyed by order number",
                "The message of a duplicate that failed is committed, because the order is there: another attempt's.",
                List.of(answering(
                        "keyed by order number",
                        "SELECT IF(COUNT(*) = 0, 'ROLLBACK', 'COMMIT') AS outcome FROM orders WHERE order_id = ?",
                        "$1.key()")),
                List.of(),
                Optional.empty(),
                faults("after a failure, before rollback()"));
    }

    private static Variant acknowledgesFirst() {
        return new Variant(
                "a consumer that acknowledges first",
                "What dies between the acknowledgement and the commit is never delivered again.",
                List.of(),
                List.of(Rule.of(
                        "acknowledges first",
                        "CLASS io.tandem.consumer.MessageConsumer",
                        "METHOD consume",
                        "AT ENTRY",
                        // Batches are of one in these rounds, and never empty here. (Byteman casts where a variable is
                        // bound.)
                        "BIND one : io.tandem.consumer.Received = $1.get(0)",
                        "IF TRUE",
                        "DO one.acknowledge().await().atMost(java.time.Duration.ofSeconds(5))")),
                Optional.empty(),
                faults("received, before it is read"));
    }

    private static Variant trustsCommit() {
        return new Variant(
                "commit() taken as proof",
                "What is committed is not committed again when asked for: but commit() was never sent, or answered and not done.",
                List.of(Rule.of(
                        "trusts commit()",
                        "CLASS io.tandem.rocketmq.LedgerChecker",
                        "METHOD resolution",
                        "AT EXIT",
                        "IF $! == org.apache.rocketmq.client.apis.producer.TransactionResolution.COMMIT",
                        "DO RETURN org.apache.rocketmq.client.apis.producer.TransactionResolution.UNKNOWN")),
                List.of(),
                Optional.empty(),
                faults("commit() acknowledged and lost", "after COMMIT, before commit()"));
    }

    private static Variant tellsSingly() {
        return new Variant(
                "members told singly though their group was undone",
                "One member's row was there already: the group is rolled back whole, and every other member's caller is told that it is placed.",
                List.of(
                        Rule.of(
                                "looks for no duplicate",
                                "CLASS io.tandem.order.OrderInserts",
                                "METHOD among",
                                "AT ENTRY",
                                "IF TRUE",
                                "DO RETURN java.util.Collections.emptySet()"),
                        Rule.of(
                                "tells each member that it is committed",
                                "CLASS io.tandem.group.Member",
                                "METHOD again",
                                "AT ENTRY",
                                "IF TRUE",
                                "DO $this.tell(io.tandem.transaction.Conclusion.of("
                                        + "new io.tandem.transaction.TransactionOutcome$Committed($this.id(), null)))"),
                        Rule.of(
                                "and leaves it at that",
                                "CLASS io.tandem.group.Groups",
                                "METHOD conclude",
                                "AFTER INVOKE java.util.stream.Stream.toList",
                                "IF TRUE",
                                "DO RETURN io.smallrye.mutiny.Uni.createFrom().voidItem()")),
                List.of(),
                Optional.empty(),
                faults("after a failure, before rollback()"));
    }

    /**
     * Every check-back is answered what one statement says. It may be waited for: check-backs have a thread of their own. (Byteman casts
     * where a variable is bound, and nowhere else.)
     */
    private static Rule answering(String name, String query, String parameter) {
        return Rule.of(
                name,
                "CLASS io.tandem.transaction.CheckBack",
                "METHOD ask",
                "AT ENTRY",
                "BIND rows : io.vertx.mutiny.sqlclient.RowSet = $this.ledger.settling.preparedQuery(\"" + query + "\")"
                        + ".execute(io.vertx.mutiny.sqlclient.Tuple.of(" + parameter + "))"
                        + ".await().atMost(java.time.Duration.ofSeconds(2));",
                "     row : io.vertx.mutiny.sqlclient.Row = rows.iterator().next()",
                "IF TRUE",
                "DO RETURN io.smallrye.mutiny.Uni.createFrom().item(new io.tandem.ledger.Settlement$Decided("
                        + "io.tandem.ledger.Outcome.valueOf(row.getString(\"outcome\"))))");
    }

    private static List<Fault> faults(String... names) {
        return List.of(names).stream()
                .map(name -> Catalogue.all().stream()
                        .filter(fault -> fault.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("there is no fault " + name)))
                .collect(Collectors.toList());
    }
}
