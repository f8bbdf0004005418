package io.tandem.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScalingTest {

    private static final String RUN = """
            [{"contestant": "Tandem (JVM)", "closed": [{"callers": 64, "cost": {
              "cpuMillis": {"order": 0.24, "logistics": 0.06, "mysqld": 0.24}, "messages": {"RMQ_SYS_TRANS_HALF_TOPIC": %s}}}]},
             {"contestant": "Spring Boot", "closed": []}]""";

    private final Scaling scaling = new Scaling(250, 4_000, 900);

    @Test
    void multipliesWhatAnOrderCosts() throws Exception {
        assertThat(table("1"))
                .contains("| Tandem (JVM) | 1,000 | 2 | 2 | 1 | 6,000 | order (6 %) | 10,400 |")
                .contains("| Tandem (JVM) | 100,000 | 20 | 5 | 5 | 600,000 | order (60 %) | 566,250 |")
                .noneMatch(line -> line.contains("Spring"));
    }

    @Test
    void countsEachFourKibibytesOfAGroup() throws Exception {
        assertThat(table("0.02")) // fifty members: 19,000 bytes, five units
                .contains("| Tandem (JVM) | 1,000 | 2 | 2 | 1 | 600 | order (6 %) | 5,540 |");
    }

    @Test
    void attemptsThatNeedNotWaitGoAlone() throws Exception {
        String alone = RUN.formatted("1").replace("Tandem (JVM)", "Tandem (without groups)");
        String both = RUN.formatted("0.02").replaceFirst("]$", "") + "," + alone.substring(1);

        assertThat(scaling.table(new ObjectMapper().readTree(both)))
                .contains("| Tandem (JVM) | 1,000 | 2 | 2 | 1 | 6,000 | order (6 %) | 10,400 |")
                .contains("| Tandem (JVM) | 10,000 | 2 | 2 | 1 | 6,000 | order (60 %) | 10,400 |");
    }

    private List<String> table(String halfMessages) throws Exception {
        JsonNode turns = new ObjectMapper().readTree(RUN.formatted(halfMessages));
        return scaling.table(turns);
    }
}
