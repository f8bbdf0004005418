package io.tandem.faults.rule;

/**
 * A step of the protocol, as a place in the product's code. A method that is renamed makes its point one that is never reached, which
 * the harness reports as a failure of its own.
 */
public enum Point {
    BEFORE_HALF("before the half message", "io.tandem.rocketmq.RocketMqHalfMessages", "sendNow", "AT ENTRY"),
    HALF_UNACKNOWLEDGED(
            "half message stored, unacknowledged",
            "io.tandem.rocketmq.RocketMqHalfMessages",
            "sendNow",
            "AFTER INVOKE org.apache.rocketmq.client.apis.producer.Producer.send"),
    GROUP_UNACKNOWLEDGED(
            "a group's half message stored, unacknowledged",
            "io.tandem.rocketmq.RocketMqHalfMessages",
            "sendNow",
            "AFTER INVOKE org.apache.rocketmq.client.apis.producer.Producer.send",
            "$1.members().size() > 1"),
    BEFORE_CLAIM("before the claim", "io.tandem.ledger.Ledger", "claim", "AT ENTRY"),
    CLAIMED("between claim and order", "io.tandem.order.OrderInserts", "write", "AT ENTRY"),
    GROUP_CLAIMED("between a group's claim and its other rows", "io.tandem.ledger.GroupRows", "committed", "AT ENTRY"),
    BEFORE_COMMIT("before COMMIT", "io.tandem.transaction.LocalTransactions$Run", "commit", "AT ENTRY"),
    /** Reached only by those whose connection broke at COMMIT. */
    COMMIT_UNANSWERED(
            "COMMIT sent, unanswered", "io.tandem.transaction.TransactionalProducer", "afterDoubt", "AT ENTRY"),
    COMMITTED("after COMMIT, before commit()", "io.tandem.transaction.TransactionalProducer", "committed", "AT ENTRY"),
    /** Reached once for each member; the first member's leads to the commit(). */
    GROUP_TOLD("after a group's COMMIT, between those who are told", "io.tandem.group.Member", "tell", "AT ENTRY"),
    /** Reached once for each member that is tried again. */
    GROUP_UNDONE("a group undone, before it is tried again", "io.tandem.group.Member", "again", "AT ENTRY"),
    /** Reached by a check-back that rolled a group back. */
    GROUP_ROLLED_BACK(
            "between the ROLLBACK of a group's first and of its others",
            "io.tandem.ledger.GroupRows",
            "rolledBack",
            "AT ENTRY"),
    FAILED(
            "after a failure, before rollback()",
            "io.tandem.transaction.TransactionalProducer",
            "rolledBack",
            "AT ENTRY"),
    BEFORE_REPLY("after commit(), before the reply", "io.tandem.order.api.OrderAnswers", "answer", "AT ENTRY"),
    RECEIVED("received, before it is read", "io.tandem.logistics.CreateShipments", "handle", "AT ENTRY"),
    INSERTED("after the insert", "io.tandem.logistics.Shipments", "find(java.util.List)", "AT ENTRY"),
    BEFORE_ACK("after COMMIT, before the acknowledgement", "io.tandem.consumer.Received", "acknowledge", "AT ENTRY");

    private final String words;
    private final String type;
    private final String method;
    private final String location;
    private final String condition;

    Point(String words, String type, String method, String location) {
        this(words, type, method, location, "TRUE");
    }

    Point(String words, String type, String method, String location, String condition) {
        this.words = words;
        this.type = type;
        this.method = method;
        this.location = location;
        this.condition = condition;
    }

    /** For people. */
    public String words() {
        return words;
    }

    /** When passing the place is reaching the point. */
    String condition() {
        return condition;
    }

    String place() {
        return "CLASS " + type + "\nMETHOD " + method + "\n" + location;
    }
}
