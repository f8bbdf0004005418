package io.tandem.bench.result;

import io.tandem.bench.measure.ClosedRun;
import io.tandem.bench.measure.Growth.GrowthRun;
import io.tandem.bench.measure.LimitRun;
import io.tandem.bench.measure.OpenRun;
import io.tandem.bench.measure.OverloadRun;
import io.tandem.bench.measure.StartFigures;
import io.tandem.bench.measure.Turn;
import java.util.List;
import java.util.Map;

/**
 * Everything that one run of the benchmark measured.
 *
 * @param plan its name and how long it took
 * @param machine what it ran on, and with what
 * @param tables one for each flush mode
 * @param growth with so many rows there already
 * @param processes with so many processes of each service
 * @param absent a line for each contestant that should be there, and why it is not
 */
public record Results(
        Map<String, String> plan,
        Map<String, String> machine,
        List<FlushTable> tables,
        List<GrowthRun> growth,
        List<ProcessesRun> processes,
        List<String> absent) {

    /**
     * Measured with one flush mode of the broker.
     *
     * @param turns of all contestants, round by round
     */
    public record FlushTable(
            String flush,
            List<StartFigures> starts,
            List<Turn> turns,
            List<OpenRun> open,
            List<OverloadRun> overloads,
            List<LimitRun> limits) {}

    /**
     * Measured with several.
     *
     * @param ofEach service
     */
    public record ProcessesRun(int ofEach, ClosedRun run) {}
}
