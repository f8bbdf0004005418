package io.tandem.local.broker;

import io.tandem.local.process.ChildProcess;
import io.tandem.local.process.LocalFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Our end of the pipe to the RocketMQ process: one command at a time, its answer within a bounded time. */
final class BrokerConsole {

    private static final String END = "";

    private final ChildProcess process;
    private final Writer commands;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private int lastId;

    BrokerConsole(ChildProcess process) {
        this.process = process;
        this.commands = new OutputStreamWriter(process.input(), StandardCharsets.UTF_8);
        Thread reader = new Thread(this::read, "rocketmq-answers");
        reader.setDaemon(true);
        reader.start();
    }

    /** The first line: {@code ready}, or why not; empty if the process ended or said nothing in time. */
    Optional<String> greeting(Duration atMost) {
        return next(System.nanoTime() + atMost.toNanos());
    }

    synchronized List<String> ask(Duration atMost, String... words) {
        String id = Integer.toString(++lastId);
        try {
            commands.write(id + " " + String.join(" ", words) + "\n");
            commands.flush();
        } catch (IOException gone) {
            throw new LocalFailure("RocketMQ is not running", gone);
        }
        long deadline = System.nanoTime() + atMost.toNanos();
        List<String> rows = new ArrayList<>();
        while (true) {
            String line = next(deadline)
                    .orElseThrow(() -> new LocalFailure("RocketMQ gave no answer to " + words[0] + " in time"));
            String[] answer = line.split(" ", 3);
            if (!answer[0].equals(id)) {
                continue; // the late answer to a command that was given up
            }
            switch (answer[1]) {
                case "row" -> rows.add(answer[2]);
                case "ok" -> {
                    return rows;
                }
                default -> throw new LocalFailure("RocketMQ refused " + String.join(" ", words) + ": " + answer[2]);
            }
        }
    }

    private Optional<String> next(long deadline) {
        try {
            String line = answers.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (END.equals(line)) {
                answers.add(END); // for the next one who asks
                return Optional.empty();
            }
            return Optional.ofNullable(line);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LocalFailure("Interrupted while waiting for RocketMQ", interrupted);
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.output(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                answers.add(line);
            }
        } catch (IOException killed) {
            // the same as its end
        }
        answers.add(END);
    }
}
