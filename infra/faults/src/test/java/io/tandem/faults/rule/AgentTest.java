package io.tandem.faults.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.local.process.JavaProgram;
import io.tandem.local.process.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules in a process of its own, which says each time that what it is asked changes. */
class AgentTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Rule FALSE = says("no");
    private static final Rule OTHER = Rule.of(
            "another", "CLASS " + Asked.class.getName(), "METHOD main", "AT EXIT", "IF TRUE", "DO traceln(\"end\")");

    @TempDir
    Path folder;

    private final Agent agent = new Agent();
    private Path log;
    private Process asked;

    @BeforeEach
    void start() throws IOException {
        log = folder.resolve("log");
        asked = new ProcessBuilder(JavaProgram.main(
                        System.getProperty("java.class.path"), Asked.class.getName(), List.of(), agent.jvmOption()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        awaitLast("yes");
    }

    @AfterEach
    void stop() {
        asked.destroyForcibly();
    }

    @Test
    void aRuleThatHoldsAlreadyHoldsWithoutABreakWhileOthersGo() throws IOException {
        agent.add(List.of(FALSE, OTHER));
        awaitLast("no");

        agent.set(List.of(FALSE));
        agent.set(List.of(FALSE));

        assertThat(answers()).containsExactly("yes", "no");
    }

    @Test
    void whatIsNotWantedAnyMoreGoesAndWhatIsMissingComes() throws IOException {
        agent.set(List.of(FALSE));
        awaitLast("no");

        agent.set(List.of(OTHER));

        awaitLast("yes");
    }

    private static Rule says(String what) {
        return Rule.of(
                "says " + what,
                "CLASS " + Asked.class.getName(),
                "METHOD answer",
                "AT ENTRY",
                "IF TRUE",
                "DO RETURN \"" + what + "\"");
    }

    private void awaitLast(String answer) {
        assertThat(Waiting.until(PATIENCE, () -> last().equals(answer)))
                .as(answer)
                .isTrue();
    }

    private String last() throws IOException {
        List<String> answers = answers();
        return answers.isEmpty() ? "" : answers.get(answers.size() - 1);
    }

    private List<String> answers() throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> line.matches("yes|no"))
                .toList();
    }

    /** What rules are put into. */
    static final class Asked {

        private Asked() {}

        public static void main(String[] none) {
            String last = "";
            while (true) {
                String now = answer();
                if (!now.equals(last)) {
                    System.out.println(now);
                }
                last = now;
            }
        }

        private static String answer() {
            return "yes";
        }
    }
}
