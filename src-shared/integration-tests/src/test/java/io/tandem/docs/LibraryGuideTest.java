package io.tandem.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The guide quotes code that compiles and runs, word for word. */
class LibraryGuideTest {

    private static final Pattern QUOTE = Pattern.compile("<!-- from (\\S+) -->\\n```\\w+\\n(.*?)```", Pattern.DOTALL);

    @Test
    void guideQuotesTheExampleWordForWord() throws IOException {
        Path root = Path.of(System.getProperty("tandem.root", "..")).toAbsolutePath();
        Matcher quotes = QUOTE.matcher(Files.readString(root.resolve("docs/library.md")));
        int found = 0;
        while (quotes.find()) {
            found++;
            String source = Files.readString(root.resolve(quotes.group(1)));
            assertThat(lines(source)).as(quotes.group(1)).contains(lines(quotes.group(2)));
        }
        assertThat(found).isPositive();
    }

    /** The guide may indent a part of a class less. */
    private static String lines(String text) {
        return text.lines().map(String::strip).reduce("", (all, line) -> all + line + "\n");
    }
}
