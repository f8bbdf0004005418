package io.tandem.runtime;

import io.quarkus.arc.SyntheticCreationalContext;
import io.quarkus.runtime.annotations.Recorder;
import io.tandem.producer.TopicMessages;
import java.util.function.Function;

/** What is injected with a topic's name. */
@Recorder
public class MessagingRecorder {

    /** Sends to it. */
    public Function<SyntheticCreationalContext<TopicMessages>, TopicMessages> messages(String name) {
        return context -> context.getInjectedReference(Producers.class).of(name).messages();
    }
}
