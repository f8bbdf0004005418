package io.tandem.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.test.QuarkusUnitTest;
import java.util.function.Consumer;

/** A service that cannot be built, and must be told why in a sentence. */
final class Mistake {

    private Mistake() {}

    /** A service of these classes, that is right but for them and what is set. */
    static QuarkusUnitTest with(Class<?>... classes) {
        return new QuarkusUnitTest()
                .withApplicationRoot(jar -> jar.addClasses(classes))
                .overrideConfigKey("quarkus.datasource.reactive.url", "mysql://127.0.0.1:1/none")
                .overrideConfigKey("quarkus.devservices.enabled", "false")
                .overrideConfigKey("tandem.rocketmq.endpoint", "127.0.0.1:1");
    }

    static Consumer<Throwable> says(String sentence) {
        return failure -> assertThat(root(failure)).hasMessageContaining(sentence);
    }

    static void mustHaveFailed() {
        fail("it was built");
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
