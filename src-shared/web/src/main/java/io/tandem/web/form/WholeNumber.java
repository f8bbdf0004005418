package io.tandem.web.form;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * An integer of 64 bits, as a number or as a string of its digits: JavaScript rounds numbers above 2^53, so its clients must
 * send strings. Nothing else that a string may hold is a number, nor is one with zeros in front, as in JSON.
 */
public final class WholeNumber extends StdDeserializer<Long> {
    private static final long serialVersionUID = 1L;

    private static final Pattern DIGITS = Pattern.compile("0|[1-9][0-9]{0,18}");

    public WholeNumber() {
        super(Long.class);
    }

    @Override
    public Long deserialize(JsonParser json, DeserializationContext context) throws IOException {
        if (json.hasToken(JsonToken.VALUE_NUMBER_INT)) {
            return json.getLongValue();
        }
        if (!json.hasToken(JsonToken.VALUE_STRING)) {
            return (Long) context.handleUnexpectedToken(Long.class, json);
        }
        String text = json.getText();
        try {
            if (DIGITS.matcher(text).matches()) {
                return Long.parseLong(text);
            }
        } catch (NumberFormatException tooLarge) {
            // said below
        }
        return (Long) context.handleWeirdStringValue(Long.class, text, "not an integer of 64 bits");
    }
}
