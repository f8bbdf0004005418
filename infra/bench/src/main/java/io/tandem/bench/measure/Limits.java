package io.tandem.bench.measure;

import io.tandem.bench.arena.Arena;
import io.tandem.bench.bare.BareAnswer;
import io.tandem.bench.bare.BareRequest;
import io.tandem.bench.bare.BareStep;
import io.tandem.bench.bare.BareSteps;
import io.tandem.bench.child.Worker;
import io.tandem.local.process.LinuxProcess;
import java.util.List;

/** What the machine, the servers and the client can do without any service: measured in the same arena. */
public final class Limits implements AutoCloseable {

    private static final int WARM_UP_CALLERS = 64;

    private final Arena arena;
    private final Worker worker;

    public Limits(Arena arena) {
        this.arena = arena;
        this.worker = Worker.start(BareSteps.class, arena.environment(), arena.log("bare"));
    }

    /** Until the code of these steps is compiled. */
    public void warmUp(List<BareStep> steps, double seconds) {
        for (BareStep step : steps) {
            ask(step, WARM_UP_CALLERS, seconds);
        }
    }

    public List<LimitRun> of(List<BareStep> steps, int callers, double seconds) {
        return steps.stream().map(step -> of(step, callers, seconds)).toList();
    }

    private LimitRun of(BareStep step, int callers, double seconds) {
        long servers = servers();
        BareAnswer answer = ask(step, callers, seconds);
        double cpu = answer.cpuMillis() + (servers() - servers) / (double) Math.max(1, answer.orders());
        LimitRun run = new LimitRun(
                step.name(),
                callers,
                answer.perSecond(),
                answer.times().p50(),
                answer.times().p99(),
                cpu);
        arena.progress()
                .say("%s, %s: %d callers: %.0f/s, p50 %.2f p99 %.2f ms, CPU %.2f ms"
                        .formatted(step, arena.flush(), callers, run.perSecond(), run.p50(), run.p99(), cpu));
        return run;
    }

    private BareAnswer ask(BareStep step, int callers, double seconds) {
        return worker.ask(new BareRequest(step, callers, seconds, Measuring.freshOrders()), BareAnswer.class);
    }

    private long servers() {
        return new LinuxProcess(arena.mySql().pid()).cpuMillis()
                + new LinuxProcess(arena.rocketMq().pid()).cpuMillis();
    }

    @Override
    public void close() {
        worker.close();
    }
}
