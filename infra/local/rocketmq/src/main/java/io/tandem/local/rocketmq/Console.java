package io.tandem.local.rocketmq;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.rocketmq.broker.BrokerController;
import org.apache.rocketmq.common.message.MessageExt;

/**
 * Answers the process that started this one, line by line: {@code <id> <command> <argument…>} in, {@code <id> row …} and
 * then {@code <id> ok} or {@code <id> error <why>} out. The process at the other end of the pipe is the parent, so nothing
 * listens on a port for this; and when the pipe ends, the parent is gone.
 */
final class Console {

    private final Topics topics;
    private final MessageReader reader;
    private final BrokerController broker;
    private final PrintStream answers;

    Console(RocketMqStack stack, PrintStream answers) {
        this.topics = new Topics(stack);
        this.broker = stack.broker().controller();
        this.reader = new MessageReader(broker);
        this.answers = answers;
    }

    /** Returns when the parent closes its end, be it on purpose or by dying. */
    void serve(BufferedReader commands) throws IOException {
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            List<String> words = List.of(line.split(" ", -1));
            String id = words.get(0);
            try {
                for (String row : execute(words.get(1), words.subList(2, words.size()))) {
                    answers.println(id + " row " + row);
                }
                answers.println(id + " ok");
            } catch (Exception failure) {
                answers.println(id + " error " + String.valueOf(failure).replaceAll("\\R", " "));
            }
            answers.flush();
        }
    }

    private List<String> execute(String command, List<String> arguments) throws Exception {
        switch (command) {
            case "create-topic" -> topics.createTopic(arguments.get(0), arguments.get(1));
            case "create-group" -> topics.createGroup(arguments.get(0), Integer.parseInt(arguments.get(1)));
            case "change-password" -> Accounts.change(broker, decode(arguments.get(0)), decode(arguments.get(1)));
            case "messages" -> {
                return rows(reader.messages(arguments.get(0)));
            }
            case "open-half-messages" -> {
                return rows(reader.openHalfMessages(arguments.get(0)));
            }
            case "messages-taken" -> {
                return reader.messagesTaken().entrySet().stream()
                        .map(topic -> topic.getKey() + " " + topic.getValue())
                        .toList();
            }
            default -> throw new IllegalArgumentException("Unknown command " + command);
        }
        return List.of();
    }

    private static List<String> rows(Collection<MessageExt> messages) {
        return messages.stream().map(Console::row).toList();
    }

    private static String row(MessageExt message) {
        Map<String, String> properties = message.getProperties();
        return String.join(
                " ",
                encode(message.getTopic()),
                encode(MessageReader.idOf(message)),
                Integer.toString(message.getReconsumeTimes()),
                Long.toString(message.getStoreTimestamp()),
                encode(properties.entrySet().stream()
                        .map(property -> encode(property.getKey()) + "=" + encode(property.getValue()))
                        .collect(Collectors.joining("&"))),
                // Never empty, so that the words of a row can be split at single spaces.
                "b" + Base64.getEncoder().encodeToString(message.getBody()));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
