package io.tandem.runtime;

import io.smallrye.mutiny.Uni;
import io.tandem.trace.TraceRecord;
import io.tandem.trace.TraceRecords;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** What the Dev UI's card shows; no bean of a service that is not in dev mode. */
public class DevUiAttempts {

    private static final int LAST = 20;

    private final Producers producers;
    private final TraceRecords traces;

    DevUiAttempts(Producers producers, TraceRecords traces) {
        this.producers = producers;
        this.traces = traces;
    }

    /** Each topic with the state of its producer. */
    public JsonArray topics() {
        JsonArray topics = new JsonArray();
        producers
                .all()
                .forEach((name, producer) -> topics.add(new JsonObject()
                        .put("name", name)
                        .put("topic", producer.topic())
                        .put("connected", producer.isConnected())
                        .put("underWay", producer.attemptsUnderWay())));
        return topics;
    }

    /** The latest check-backs and attempts in doubt, newest first. */
    public Uni<JsonArray> unclear() {
        return traces.unclear(LAST).map(DevUiAttempts::json);
    }

    private static JsonArray json(List<TraceRecord> records) {
        JsonArray rows = new JsonArray();
        records.forEach(record -> rows.add(new JsonObject()
                .put("at", record.beganAt().toString())
                .put("step", record.step().name())
                .put("result", record.result())
                .put("attempt", record.attemptId().toString())
                .put("key", record.key().orElse(""))));
        return rows;
    }
}
