package io.tandem.broker;

import java.util.ArrayList;
import java.util.List;

/**
 * What lies in a topic.
 *
 * @param count all messages, consumed or not
 * @param latest some of them, the newest of each queue
 */
public record TopicContents(long count, List<StoredMessage> latest) {

    static final TopicContents EMPTY = new TopicContents(0, List.of());

    public TopicContents {
        latest = List.copyOf(latest);
    }

    TopicContents and(TopicContents more) {
        List<StoredMessage> both = new ArrayList<>(latest);
        both.addAll(more.latest);
        return new TopicContents(count + more.count, both);
    }
}
