package io.tandem.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OneServerTest {

    private final OneServer server = new OneServer();

    @Test
    void readsThatGoElsewhereAreSaidOnce() {
        assertThat(server.isSplitBy(false, "primary")).isFalse();
        assertThat(server.isSplitBy(true, "replica")).isTrue();
        assertThat(server.isSplitBy(true, "replica")).isFalse();
        assertThat(server.isSplitBy(false, "primary")).isFalse();
    }

    @Test
    void oneServerIsNoSplit() {
        assertThat(server.isSplitBy(true, "primary")).isFalse();
        assertThat(server.isSplitBy(false, "primary")).isFalse();
    }
}
