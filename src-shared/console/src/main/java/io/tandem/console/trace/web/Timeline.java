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
 * The picture of a message's way: who spoke with whom, from top to bottom. Four lanes (MySQL with the ledger, producer, RocketMQ,
 * consumer) with an arrow or a dot for each step, and the words beside it, so narrow that a phone need not make it smaller. The steps
 * are either one below the other, with a mark where nothing happened for a while, or where they belong by their time.
 *
 * @param ticks the times beside the lanes; empty unless it is to scale
 * @param gaps where nothing happened for a while; empty if it is to scale
 * @param text the same in words, for readers who do not see the picture
 * @param cut whether steps in the middle were left out
 */
@TemplateData
public record Timeline(
        int width,
        int height,
        int words,
        boolean toScale,
        List<Lane> lanes,
        List<Mark> marks,
        List<Label> ticks,
        List<Label> gaps,
        String text,
        boolean cut) {

    static final int MOST = 40;

    private static final int WIDTH = 430;
    private static final int TOP = 62;
    private static final int ROW = 50;
    private static final int GAP = 26;
    private static final int LABEL = 42;
    private static final int DATABASE = 44;
    private static final int PRODUCER = 112;
    private static final int BROKER = 168;
    private static final int CONSUMER = 226;
    private static final int WORDS = 256;
    private static final int HEAD = 9;

    /** Shorter pauses are no gap. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final int MOST_TICKS = 8;
    private static final List<Integer> ROUND = List.of(1, 2, 5);

    /** A name above a line from top to bottom. */
    @TemplateData
    public record Lane(String name, int x, int end) {}

    /** A text at a height. */
    @TemplateData
    public record Label(int y, String text) {}

    /**
     * One step.
     *
     * @param y where it is drawn
     * @param label where its words are
     * @param sign what it is drawn and coloured as: success, pending, failure, none
     * @param from where its arrow begins; equal to {@code to} for what happens in one place
     * @param via who passes it on, on its way; 0 for none
     * @param tip the three points of the arrow's head; empty if it never arrives
     * @param stop where the line ends; in the middle, if the other side never heard of it
     */
    @TemplateData
    public record Mark(
            int y,
            int label,
            String name,
            String result,
            String after,
            String sign,
            int from,
            int to,
            int via,
            int stop,
            String tip) {

        public boolean isArrow() {
            return from != to;
        }

        public boolean isLost() {
            return isArrow() && tip.isEmpty();
        }

        public int below() {
            return label + 15;
        }

        public int above() {
            return label - 4;
        }
    }

    static Timeline of(AttemptTrace trace, Wording words, boolean toScale) {
        List<Step> all = trace.steps();
        boolean cut = all.size() > MOST;
        List<Step> shown = new ArrayList<>(all);
        if (cut) {
            shown.subList(MOST / 2, all.size() - MOST / 2).clear();
        }
        return toScale ? toScale(trace, shown, words, cut) : evenly(trace, shown, words, cut);
    }

    private static Timeline evenly(AttemptTrace trace, List<Step> shown, Wording words, boolean cut) {
        List<Mark> marks = new ArrayList<>();
        List<Label> gaps = new ArrayList<>();
        int y = TOP;
        for (int i = 0; i < shown.size(); i++) {
            if (i > 0) {
                Duration pause =
                        Duration.between(shown.get(i - 1).at(), shown.get(i).at());
                if (pause.compareTo(PAUSE) >= 0) {
                    gaps.add(new Label(y - ROW / 2 + GAP / 2, Elapsed.text(pause)));
                    y += GAP;
                }
            }
            marks.add(mark(shown.get(i), trace, words, y, y));
            y += ROW;
        }
        return picture(marks, List.of(), gaps, y - ROW / 3, words, false, cut);
    }

    private static Timeline toScale(AttemptTrace trace, List<Step> shown, Wording words, boolean cut) {
        long whole = Math.max(1, trace.took().toMillis());
        int room = Math.max(ROW * 4, LABEL * shown.size());
        List<Mark> marks = new ArrayList<>();
        int label = 0;
        for (Step step : shown) {
            long after =
                    Math.max(0, Duration.between(trace.beganAt(), step.at()).toMillis());
            int y = TOP + (int) (room * Math.min(after, whole) / whole);
            label = marks.isEmpty() ? y : Math.max(y, label + LABEL);
            marks.add(mark(step, trace, words, y, label));
        }
        List<Label> ticks = new ArrayList<>();
        long every = interval(whole);
        for (long at = 0; at <= whole; at += every) {
            ticks.add(new Label(TOP + (int) (room * at / whole), Elapsed.text(Duration.ofMillis(at))));
        }
        int height = Math.max(TOP + room, label + ROW / 2) + ROW / 3;
        return picture(marks, ticks, List.of(), height, words, true, cut);
    }

    /** A round number of milliseconds between two ticks. */
    private static long interval(long whole) {
        long power = 1;
        while (true) {
            for (int digit : ROUND) {
                if (whole / (digit * power) <= MOST_TICKS) {
                    return digit * power;
                }
            }
            power *= 10;
        }
    }

    private static Timeline picture(
            List<Mark> marks,
            List<Label> ticks,
            List<Label> gaps,
            int height,
            Wording words,
            boolean toScale,
            boolean cut) {
        String text = marks.stream()
                .map(mark -> mark.after() + " " + mark.name() + ": " + mark.result())
                .collect(Collectors.joining("; "));
        return new Timeline(
                WIDTH,
                height,
                WORDS,
                toScale,
                List.of(
                        new Lane(words.texts().lane_ledger(), DATABASE, height),
                        new Lane(words.texts().lane_order(), PRODUCER, height),
                        new Lane("RocketMQ", BROKER, height),
                        new Lane(words.texts().lane_logistics(), CONSUMER, height)),
                marks,
                ticks,
                gaps,
                text,
                cut);
    }

    private static Mark mark(Step step, AttemptTrace trace, Wording words, int y, int label) {
        int from = from(step);
        int to = to(step);
        String sign = Wording.sign(step.tone());
        int way = Integer.signum(to - from);
        // What was not acknowledged may not have arrived: the arrow ends on its way.
        boolean lost = way != 0 && step.tone() == Step.Tone.BAD && step.kind() != StepKind.DELIVERY;
        int stop = lost ? (from + to) / 2 : to - way * HEAD;
        String tip = to + "," + y + " " + (to - way * HEAD) + "," + (y - HEAD / 2 - 1) + " " + (to - way * HEAD) + ","
                + (y + HEAD / 2 + 1);
        return new Mark(
                y,
                label,
                words.kind(step.kind()),
                words.result(step),
                "+" + Elapsed.text(Duration.between(trace.beganAt(), step.at())),
                sign,
                from,
                to,
                step.kind() == StepKind.CHECK_BACK ? PRODUCER : 0,
                stop,
                lost ? "" : tip);
    }

    private static int from(Step step) {
        return switch (step.kind()) {
            case HALF_MESSAGE, LOCAL_TRANSACTION, COMMIT, ROLLBACK, REDELIVERY -> PRODUCER;
            case CHECK_BACK, DELIVERY -> BROKER;
            case SHIPMENT, PARKED -> CONSUMER;
        };
    }

    private static int to(Step step) {
        return switch (step.kind()) {
            case LOCAL_TRANSACTION ->
                "NOT_RUN".equals(step.result()) || "NOT_RECORDED".equals(step.result()) ? PRODUCER : DATABASE;
            case CHECK_BACK, SHIPMENT, PARKED -> DATABASE;
            case HALF_MESSAGE, COMMIT, ROLLBACK, REDELIVERY -> BROKER;
            case DELIVERY -> CONSUMER;
        };
    }
}
