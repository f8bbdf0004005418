package io.tandem.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class HostContentsTest {

    @Test
    void findsWhatAProgramLeavesBehindAndOverlooksWhatAHostWritesByItself() {
        HostContents before = new HostContents(Set.of("file /etc/hosts", "user root", "unit dbus.service"));
        HostContents after = new HostContents(Set.of(
                "file /etc/hosts",
                "file /tmp/vertx-cache",
                "file /var/log/journal/x/system.journal",
                "file /etc/passwd-",
                "user root",
                "user order-native",
                "unit order-native.service",
                "process /opt/tandem/order-native/current/bin/order-native"));

        assertThat(after.beyond(before))
                .containsExactlyInAnyOrder(
                        "file /tmp/vertx-cache",
                        "user order-native",
                        "unit order-native.service",
                        "process /opt/tandem/order-native/current/bin/order-native");
    }
}
