package io.tandem.local.rocketmq;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * A real RocketMQ 5 in one process: started by {@code io.tandem.local}, says {@code ready} on its standard output, answers
 * commands on its standard input, and ends when that input ends, so that it never outlives its parent.
 */
public final class RocketMqLauncher {

    private RocketMqLauncher() {}

    public static void main(String... arguments) {
        PrintStream answers = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        System.setOut(System.err); // RocketMQ prints; the pipe carries answers only
        try {
            RocketMqStack stack = RocketMqStack.start(Settings.of(arguments));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> flushAndHalt(stack), "flush-and-halt"));
            answers.println("ready");
            answers.flush();
            new Console(stack, answers)
                    .serve(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
            flushAndHalt(stack);
        } catch (Throwable failure) {
            // RocketMQ's threads are no daemons: only a halt keeps a failed start from holding its ports for ever.
            failure.printStackTrace();
            answers.println("failed " + String.valueOf(failure).replaceAll("\\R", " "));
            answers.flush();
            Runtime.getRuntime().halt(1);
        }
    }

    private static void flushAndHalt(RocketMqStack stack) {
        int code = 0;
        try {
            stack.flush();
        } catch (RuntimeException failure) {
            failure.printStackTrace();
            code = 1;
        }
        Runtime.getRuntime().halt(code);
    }
}
