package io.tandem.console.consistency;

import io.smallrye.mutiny.Uni;
import io.tandem.console.consistency.ConsistencyGauges.OpenProblems;
import io.tandem.web.status.StatusItem;
import io.tandem.web.status.StatusItem.State;
import io.tandem.web.status.StatusSource;
import jakarta.inject.Singleton;
import java.util.List;

/** Open problems, on the strip of every page, as the gauges have counted them. */
@Singleton
class OpenProblemsStatus implements StatusSource {

    private static final String PAGE = "/consistency";

    private final ConsistencyGauges gauges;

    OpenProblemsStatus(ConsistencyGauges gauges) {
        this.gauges = gauges;
    }

    @Override
    public Uni<List<StatusItem>> look() {
        return Uni.createFrom()
                .item(List.of(gauges.problems()
                        .map(OpenProblemsStatus::item)
                        .orElseGet(() -> item(State.UNKNOWN, "还不清楚", "not known"))));
    }

    private static StatusItem item(OpenProblems open) {
        if (open.needYou() > 0) {
            return item(State.BAD, open.needYou() + " 项待处理", open.needYou() + " need attention");
        }
        return open.healing() > 0
                ? item(State.PENDING, open.healing() + " 项正在自行恢复", open.healing() + " healing by themselves")
                : item(State.WELL, "没有问题", "no open problems");
    }

    private static StatusItem item(State state, String zh, String en) {
        return new StatusItem("一致性", "Consistency", state, zh, en, PAGE);
    }
}
