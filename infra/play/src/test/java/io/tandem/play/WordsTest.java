package io.tandem.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Both languages say the same, and all that is said. */
class WordsTest {

    private static final Path WEB = Path.of("src/main/resources/io/tandem/play/web");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d}");
    private static final Pattern USED_BY_THE_PAGE = Pattern.compile("\\{\\{(?!page\\.)([a-z0-9.-]+)}}");
    private static final Pattern SAID_BY_THE_SCRIPT = Pattern.compile("say\\(\"([a-zA-Z0-9._-]+)\"");
    private static final Pattern NOTED = Pattern.compile("note\\(\\s*\"([a-z-]+)\"");

    @Test
    void bothLanguagesHaveTheSameWordsWithTheSamePlaces() throws IOException {
        Properties chinese = words("zh");
        Properties english = words("en");

        assertThat(chinese.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        chinese.stringPropertyNames().forEach(key -> assertThat(places(chinese.getProperty(key)))
                .as(key)
                .isEqualTo(places(english.getProperty(key))));
    }

    @Test
    void nothingIsSaidWithoutAWord() throws IOException {
        Set<String> words = words("zh").stringPropertyNames();

        assertThat(words).containsAll(found(USED_BY_THE_PAGE, Files.readString(WEB.resolve("play.html")), ""));
        assertThat(words).containsAll(found(SAID_BY_THE_SCRIPT, Files.readString(WEB.resolve("play.js")), ""));
        for (String source : Set.of("Act", "Breakage")) {
            String code = Files.readString(Path.of("src/main/java/io/tandem/play/act", source + ".java"));
            assertThat(words).containsAll(found(NOTED, code, "note."));
        }
    }

    private static Set<String> places(String text) {
        return PLACEHOLDER.matcher(text).results().map(place -> place.group()).collect(Collectors.toSet());
    }

    private static Set<String> found(Pattern pattern, String text, String prefix) {
        return pattern.matcher(text)
                .results()
                .map(found -> prefix + found.group(1))
                .filter(key -> !key.endsWith("-")) // is put together with an answer's name
                .collect(Collectors.toSet());
    }

    private static Properties words(String language) throws IOException {
        Properties words = new Properties();
        try (Reader reader = Files.newBufferedReader(WEB.resolve("words_" + language + ".properties"))) {
            words.load(reader);
        }
        return words;
    }
}
