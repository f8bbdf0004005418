package io.tandem.web.status;

import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.mutiny.Uni;
import io.tandem.web.status.StatusItem.State;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Set;

/** The readiness checks: MySQL, and RocketMQ as a producer or a consumer sees it. */
@Singleton
class ReadinessStatus implements StatusSource {

    /** Of this process, and seen by those alone whose requests are refused: ours and Quarkus' own. */
    private static final Set<String> STOPPING = Set.of("Draining", "Graceful Shutdown");

    private final SmallRyeHealthReporter health;

    ReadinessStatus(SmallRyeHealthReporter health) {
        this.health = health;
    }

    @Override
    public Uni<List<StatusItem>> look() {
        return health.getReadinessAsync().map(all -> all.getPayload().getJsonArray("checks").stream()
                .map(JsonValue::asJsonObject)
                .filter(check -> !STOPPING.contains(check.getString("name")))
                .map(ReadinessStatus::item)
                .toList());
    }

    private static StatusItem item(JsonObject check) {
        String name = check.getString("name").split(" ", 2)[0];
        return "UP".equals(check.getString("status"))
                ? new StatusItem(name, name, State.WELL, "正常", "up", "")
                : new StatusItem(name, name, State.BAD, "连接不上", "cannot be reached", "");
    }
}
