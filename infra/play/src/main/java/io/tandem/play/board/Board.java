package io.tandem.play.board;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** All that is shown, section by section; written by many threads. */
public final class Board {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Object> sections = new LinkedHashMap<>();
    private long version;
    private Text text = new Text(0, "{}");

    /**
     * The whole board at one moment.
     *
     * @param version grows with every change
     * @param json on one line
     */
    public record Text(long version, String json) {}

    /** A value that equals the one before changes nothing. */
    public synchronized void put(String section, Object value) {
        if (!value.equals(sections.put(section, value))) {
            version++;
        }
    }

    public synchronized Text text() {
        if (text.version() != version) {
            try {
                text = new Text(version, JSON.writeValueAsString(sections));
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
        return text;
    }
}
