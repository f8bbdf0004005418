package io.tandem.play.web;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** What the page says, in one language. */
final class Words {

    private Words() {}

    static Map<String, String> in(Language language) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(PlayPage.resource("words_" + language.code() + ".properties")));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        Map<String, String> words = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> words.put(key, properties.getProperty(key)));
        return words;
    }
}
