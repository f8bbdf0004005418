package io.tandem.producer;

import io.smallrye.mutiny.Uni;
import io.tandem.ledger.Environment;
import io.tandem.transaction.HalfMessage;
import io.tandem.transaction.HalfMessages;
import io.tandem.transaction.OutgoingMessage;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Half messages that say which environment they are of. While MySQL cannot be asked for the mark, which is so at the start at most, they go
 * without: their local transactions will not succeed either.
 */
final class MarkedHalfMessages implements HalfMessages {

    private static final Duration LIMIT = Duration.ofMillis(250);

    private final HalfMessages messages;
    private final Environment environment;

    MarkedHalfMessages(HalfMessages messages, Environment environment) {
        this.messages = messages;
        this.environment = environment;
    }

    @Override
    public boolean isConnected() {
        return messages.isConnected();
    }

    @Override
    public Uni<HalfMessage> send(OutgoingMessage message) {
        return environment
                .known()
                .map(mark -> messages.send(marked(message, mark)))
                .orElseGet(() -> waited(message));
    }

    private Uni<HalfMessage> waited(OutgoingMessage message) {
        return environment
                .id()
                .ifNoItem()
                .after(LIMIT)
                .fail()
                .map(mark -> marked(message, mark))
                .onFailure()
                .recoverWithItem(message)
                .flatMap(messages::send);
    }

    private static OutgoingMessage marked(OutgoingMessage message, String mark) {
        Map<String, String> properties = new HashMap<>(message.properties());
        properties.put(Environment.PROPERTY, mark);
        return message.with(properties);
    }
}
