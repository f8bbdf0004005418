package io.tandem.play.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tandem.local.process.ProjectRoot;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page in each language, and what it needs; made once. */
final class PlayPage {

    private static final String SHARED = "src-shared/web/src/main/resources/META-INF/resources";

    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z0-9.-]+)}}");

    private final Map<Language, String> pages = new EnumMap<>(Language.class);

    PlayPage() {
        String template = resource("play.html");
        for (Language language : Language.values()) {
            pages.put(language, filled(template, language));
        }
    }

    String in(Language language) {
        return pages.get(language);
    }

    /** The page's own, or the services': their style sheet and their icon are in the checkout that this runs from. */
    static String resource(String name) {
        try (InputStream stream = name.startsWith("tandem.")
                ? Files.newInputStream(ProjectRoot.find().resolve(SHARED).resolve(name))
                : PlayPage.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String filled(String template, Language language) {
        Map<String, String> words = Words.in(language);
        return PLACE.matcher(template)
                .replaceAll(place -> Matcher.quoteReplacement(value(place.group(1), language, words)));
    }

    private static String value(String name, Language language, Map<String, String> words) {
        return switch (name) {
            case "page.lang" -> language.tag();
            case "page.other-code" -> language.other().code();
            case "page.other-lang" -> language.other().tag();
            case "page.other-name" -> language.other().ownName();
            case "page.words" -> json(words);
            default -> {
                String word = words.get(name);
                if (word == null) {
                    throw new IllegalStateException(language + " has no word for " + name);
                }
                yield escaped(word);
            }
        };
    }

    /** As a script element takes it: no end tag can be in it. */
    private static String json(Map<String, String> words) {
        try {
            return new ObjectMapper().writeValueAsString(words).replace("<", "\\u003c");
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
