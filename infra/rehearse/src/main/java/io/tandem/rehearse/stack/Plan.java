package io.tandem.rehearse.stack;

import static io.tandem.rehearse.stack.Stack.map;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the service makes of a creation or an update, as the planner says: the steps of one wave at the same time, one wave after the
 * other.
 *
 * @param faults what is wrong with it
 * @param before the stack that it begins with, if there is one
 */
public record Plan(List<Step> steps, List<String> faults, Optional<Stack> before, Stack after) {

    /**
     * What becomes of one resource.
     *
     * @param hosts on how many hosts a command runs; 0 if it doesn't, or is none
     * @param handle the handle that a wait condition looks at, or that a command signals to; empty for others
     * @param signals how many signals a wait condition waits for
     */
    public record Step(
            int wave,
            String id,
            String type,
            String action,
            List<String> changed,
            int hosts,
            String handle,
            int signals) {

        public boolean is(String what, String ofType) {
            return action.equals(what) && type.equals("ALIYUN::" + ofType);
        }

        public boolean isCommand() {
            return type.startsWith("ALIYUN::ECS::RunCommand");
        }

        public boolean waits() {
            return type.equals("ALIYUN::ROS::WaitCondition") && signals > 0;
        }

        /** As {@code make plan-ros} has it. */
        public String line() {
            String how = isCommand() && hosts > 0
                    ? "runs on %d host%s".formatted(hosts, hosts == 1 ? "" : "s")
                    : waits() ? "waits for %d signal%s".formatted(signals, signals == 1 ? "" : "s") : "";
            return "%2d %-7s %-22s %s"
                    .formatted(wave, action, id, String.join(", ", changed) + " " + how)
                    .stripTrailing();
        }
    }

    static Plan of(Map<String, Object> made) {
        return new Plan(
                ((List<?>) made.get("steps"))
                        .stream().map(step -> step(map(step))).toList(),
                ((List<?>) made.get("faults")).stream().map(String::valueOf).toList(),
                made.get("old") == null
                        ? Optional.empty()
                        : Optional.of(new Stack(map(made.get("oldParameters")), map(made.get("old")), Map.of())),
                new Stack(map(made.get("parameters")), map(made.get("resources")), map(made.get("outputs"))));
    }

    private static Step step(Map<String, Object> step) {
        Map<String, Object> run = map(step.get("run"));
        Map<String, Object> wait = map(step.get("wait"));
        List<?> signals = (List<?>) run.getOrDefault("signals", List.of());
        return new Step(
                (Integer) step.get("wave"),
                (String) step.get("id"),
                (String) step.get("type"),
                (String) step.get("action"),
                ((List<?>) step.get("changed")).stream().map(String::valueOf).toList(),
                Boolean.TRUE.equals(run.get("runs")) ? ((List<?>) run.get("hosts")).size() : 0,
                wait.isEmpty()
                        ? signals.isEmpty() ? "" : String.valueOf(signals.get(0))
                        : String.valueOf(wait.get("handle")),
                (Integer) wait.getOrDefault("signals", 0));
    }
}
