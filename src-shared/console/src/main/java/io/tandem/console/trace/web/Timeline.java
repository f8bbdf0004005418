package io.tandem.console.trace.web;

import io.quarkus.qute.TemplateData;
import io.tandem.console.trace.AttemptTrace;
import io.tandem.console.trace.Elapsed;
import io.tandem.console.trace.Step;
import io.tandem.console.trace.StepKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The picture of a message's way: who spoke with whom, from top to bottom. Three lanes (producer, RocketMQ, consumer) with an arrow or a
 * dot for each step, and the words beside it, so narrow that a phone need not make it smaller.
 *
 * @param text the same in words, for whoever does not see the picture
 * @param cut whether steps in the middle were left out
 */
@TemplateData
public record Timeline(int width, int height, List<Lane> lanes, List<Mark> marks, String text, boolean cut) {

    static final int MOST = 40;

    private static final int WIDTH = 360;
    private static final int TOP = 62;
    private static final int ROW = 50;
    private static final int PRODUCER = 28;
    private static final int BROKER = 88;
    private static final int CONSUMER = 148;
    private static final int HEAD = 9;

    /** A name above a line from top to bottom. */
    @TemplateData
    public record Lane(String name, int x, int end) {}

    /**
     * One step.
     *
     * @param sign what it is drawn and coloured as: success, pending, failure, none
     * @param from where its arrow begins; equal to {@code to} for what happens in one place
     * @param tip the three points of the arrow's head; empty if it never arrives
     * @param stop where the line ends; in the middle, if the other side never heard of it
     */
    @TemplateData
    public record Mark(
            int y, String name, String result, String after, String sign, int from, int to, int stop, String tip) {

        public boolean isArrow() {
            return from != to;
        }

        public boolean isLost() {
            return isArrow() && tip.isEmpty();
        }

        public int below() {
            return y + 15;
        }

        public int above() {
            return y - 4;
        }
    }

    static Timeline of(AttemptTrace trace, Wording words) {
        List<Step> all = trace.steps();
        boolean cut = all.size() > MOST;
        List<Step> shown = new ArrayList<>(all);
        if (cut) {
            shown.subList(MOST / 2, all.size() - MOST / 2).clear();
        }
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            marks.add(mark(shown.get(i), trace, words, TOP + i * ROW));
        }
        int height = TOP + shown.size() * ROW - ROW / 3;
        String text = marks.stream()
                .map(mark -> mark.after() + " " + mark.name() + ": " + mark.result())
                .collect(Collectors.joining("; "));
        return new Timeline(
                WIDTH,
                height,
                List.of(
                        new Lane(words.texts().lane_order(), PRODUCER, height),
                        new Lane("RocketMQ", BROKER, height),
                        new Lane(words.texts().lane_logistics(), CONSUMER, height)),
                marks,
                text,
                cut);
    }

    private static Mark mark(Step step, AttemptTrace trace, Wording words, int y) {
        int from = from(step.kind());
        int to = to(step.kind());
        String sign = Wording.sign(step.tone());
        int way = Integer.signum(to - from);
        // What nobody acknowledged may not have arrived: the arrow ends on its way.
        boolean lost = way != 0 && step.tone() == Step.Tone.BAD && step.kind() != StepKind.DELIVERY;
        int stop = lost ? (from + to) / 2 : to - way * HEAD;
        String tip = to + "," + y + " " + (to - way * HEAD) + "," + (y - HEAD / 2 - 1) + " " + (to - way * HEAD) + ","
                + (y + HEAD / 2 + 1);
        return new Mark(
                y,
                words.kind(step.kind()),
                words.result(step),
                "+" + Elapsed.text(Duration.between(trace.beganAt(), step.at())),
                sign,
                from,
                to,
                stop,
                lost ? "" : tip);
    }

    private static int from(StepKind kind) {
        return switch (kind) {
            case HALF_MESSAGE, LOCAL_TRANSACTION, COMMIT, ROLLBACK, REDELIVERY -> PRODUCER;
            case CHECK_BACK, DELIVERY -> BROKER;
            case SHIPMENT, PARKED -> CONSUMER;
        };
    }

    private static int to(StepKind kind) {
        return switch (kind) {
            case LOCAL_TRANSACTION, CHECK_BACK -> PRODUCER;
            case HALF_MESSAGE, COMMIT, ROLLBACK, REDELIVERY -> BROKER;
            case DELIVERY, SHIPMENT, PARKED -> CONSUMER;
        };
    }
}
