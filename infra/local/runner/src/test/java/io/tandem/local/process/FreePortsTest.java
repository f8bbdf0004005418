package io.tandem.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FreePortsTest {

    @Test
    void givesNoPortTwice() {
        Set<Integer> ports = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            assertThat(ports.add(FreePorts.next())).isTrue();
        }
    }

    /** As a test that Quarkus loads has it. */
    @Test
    void twoCopiesOfTheClassDoNotHandOutTheSamePort() throws Exception {
        int port = FreePorts.next();
        try (URLClassLoader another = new URLClassLoader(
                new URL[] {FreePorts.class.getProtectionDomain().getCodeSource().getLocation()},
                ClassLoader.getPlatformClassLoader())) {
            Method take = another.loadClass(FreePorts.class.getName()).getDeclaredMethod("take", int.class);
            take.setAccessible(true);

            assertThat((boolean) take.invoke(null, port)).isFalse();
        }
    }

    @Test
    void staysBelowTheRangeOfOutgoingConnections() {
        assertThat(FreePorts.next()).isBetween(20_000, 32_000);
    }

    @Test
    void seesWhatIsInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Ports.isFree(taken.getLocalPort())).isFalse();
            assertThat(Ports.isListening(taken.getLocalPort())).isTrue();
        }
    }
}
