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
    BEFORE_CLAIM("before the claim", "io.tandem.ledger.Ledger", "claim", "AT ENTRY"),
    CLAIMED("between claim and order", "io.tandem.order.OrderInserts", "write", "AT ENTRY"),
    BEFORE_COMMIT("before COMMIT", "io.tandem.transaction.LocalTransactions$Run", "commit", "AT ENTRY"),
    /** Reached only by those whose connection broke at COMMIT. */
    COMMIT_UNANSWERED(
            "COMMIT sent, unanswered", "io.tandem.transaction.TransactionalProducer", "afterDoubt", "AT ENTRY"),
    COMMITTED("after COMMIT, before commit()", "io.tandem.transaction.TransactionalProducer", "committed", "AT ENTRY"),
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

    Point(String words, String type, String method, String location) {
        this.words = words;
        this.type = type;
        this.method = method;
        this.location = location;
    }

    /** For people. */
    public String words() {
        return words;
    }

    String place() {
        return "CLASS " + type + "\nMETHOD " + method + "\n" + location;
    }
}
