package io.tandem.order.forward;

import io.smallrye.mutiny.Uni;
import io.tandem.web.status.StatusItem;
import io.tandem.web.status.StatusItem.State;
import io.tandem.web.status.StatusSource;
import jakarta.inject.Singleton;
import java.util.List;

/** Whether the logistics service answers, on the strip of every page. */
@Singleton
class LogisticsStatus implements StatusSource {

    private final LogisticsForward logistics;

    LogisticsStatus(LogisticsForward logistics) {
        this.logistics = logistics;
    }

    @Override
    public Uni<List<StatusItem>> look() {
        return logistics
                .answers()
                .map(answers ->
                        List.of(answers ? item(State.WELL, "正常", "up") : item(State.BAD, "连接不上", "cannot be reached")));
    }

    private static StatusItem item(State state, String zh, String en) {
        return new StatusItem("物流服务", "Logistics", state, zh, en, "");
    }
}
