package io.tandem.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page that is there in both languages says the same in both: the same headings, the same commands, the same links. */
class TranslationsTest {

    private static final Path ROOT =
            Path.of(System.getProperty("tandem.root", "../..")).toAbsolutePath();

    private static final Pattern BLOCK =
            Pattern.compile("^ *```\\w*\\n(.*?)^ *```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]*)[^)]*\\)|<(https?:[^>]*)>");
    private static final Pattern LANGUAGE = Pattern.compile("\\.zh\\.md$");

    @ParameterizedTest
    @ValueSource(strings = {"README", "docs/deploy"})
    void bothLanguagesHaveTheSameHeadingsCommandsAndLinks(String page) throws IOException {
        String english = Files.readString(ROOT.resolve(page + ".md"));
        String chinese = Files.readString(ROOT.resolve(page + ".zh.md"));

        assertThat(headings(chinese)).isEqualTo(headings(english)).isNotEmpty();
        assertThat(commands(chinese)).isEqualTo(commands(english)).isNotEmpty();
        assertThat(links(chinese)).isEqualTo(links(english)).isNotEmpty();
    }

    /** Their levels; the words differ. */
    private static List<Integer> headings(String page) {
        return BLOCK.matcher(page)
                .replaceAll("")
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.indexOf(' '))
                .toList();
    }

    /** What is typed; a comment may be translated. */
    private static List<String> commands(String page) {
        return BLOCK.matcher(page)
                .results()
                .flatMap(block -> block.group(1).lines())
                .map(line -> line.replaceFirst("(^|\\s)# .*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** To which page, in either language; anchors are translated headings. The link to the other language is left out. */
    private static List<String> links(String page) {
        return LINK.matcher(page)
                .results()
                .map(link -> link.group(1) == null ? link.group(2) : link.group(1))
                .map(target -> LANGUAGE.matcher(target).replaceFirst(".md"))
                .filter(target -> !target.isEmpty() && !target.endsWith("README.md") && !target.equals("deploy.md"))
                .sorted()
                .toList();
    }
}
