package io.tandem.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.devui.tests.DevUIJsonRPCTest;
import io.quarkus.test.QuarkusDevModeTest;
import io.tandem.local.process.FreePorts;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the card in the Dev UI asks for, of a service whose servers are away. */
@Tag("servers")
class DevUiTest extends DevUIJsonRPCTest {

    private static final int PORT = FreePorts.next();

    @RegisterExtension
    static final QuarkusDevModeTest APPLICATION = new QuarkusDevModeTest()
            .withApplicationRoot(jar -> jar.addClass(SenderOfPoints.class)
                    .addAsResource(new StringAsset("""
                    quarkus.devservices.enabled=false
                    quarkus.datasource.db-kind=mysql
                    quarkus.datasource.reactive.url=mysql://127.0.0.1:1/none
                    tandem.rocketmq.endpoint=127.0.0.1:1
                    tandem.topics.points.topic=POINTS
                    quarkus.http.port=%d
                    """.formatted(PORT)), "application.properties"));

    DevUiTest() {
        super("quarkus-tandem", "http://127.0.0.1:" + PORT);
    }

    @Test
    void eachTopicWithTheStateOfItsProducer() throws Exception {
        JsonNode topics = executeJsonRPCMethod("topics");

        assertThat(topics).hasSize(1);
        JsonNode points = topics.get(0);
        assertThat(points.path("name").asText()).isEqualTo("points");
        assertThat(points.path("topic").asText()).isEqualTo("POINTS");
        assertThat(points.path("connected").booleanValue()).isFalse();
        assertThat(points.path("underWay").intValue()).isZero();
    }
}
