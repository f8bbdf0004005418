package io.tandem.trace;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Enumeration;

/** How this process is called in traces: {@code address@pid}, as RocketMQ's own clients call themselves. */
public final class ThisProcess {

    /** At most 64 characters. */
    public static final String NAME = address() + "@" + ProcessHandle.current().pid();

    private ThisProcess() {}

    /** The first address that others could reach; a host without a network is called by its loopback address. */
    private static String address() {
        try {
            for (Enumeration<NetworkInterface> all = NetworkInterface.getNetworkInterfaces(); all.hasMoreElements(); ) {
                NetworkInterface one = all.nextElement();
                if (one.isUp() && !one.isLoopback()) {
                    return one.inetAddresses()
                            .filter(address -> address.getAddress().length == 4)
                            .map(InetAddress::getHostAddress)
                            .findFirst()
                            .orElse(loopback());
                }
            }
            return loopback();
        } catch (SocketException unknown) {
            return loopback(); // a name in a trace is not worth a start that fails
        }
    }

    private static String loopback() {
        return InetAddress.getLoopbackAddress().getHostAddress();
    }
}
