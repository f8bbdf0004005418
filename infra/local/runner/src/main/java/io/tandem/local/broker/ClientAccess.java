package io.tandem.local.broker;

import java.util.Optional;

/**
 * How clients get to a {@link RocketMqServer}: anybody on this machine without being asked, or as in the cloud, from other
 * hosts, with an account and over TLS.
 *
 * @param host the address that the endpoint listens on
 * @param tlsOnly whether a client without TLS is turned away; with it, or without, TLS is understood
 * @param account who may send and receive; if there is none, everybody may
 */
public record ClientAccess(String host, boolean tlsOnly, Optional<BrokerAccount> account) {

    public static final ClientAccess LOOPBACK = new ClientAccess("127.0.0.1", false, Optional.empty());

    /** What a cloud instance offers inside its network. */
    public static ClientAccess guarded(String host, BrokerAccount account) {
        return new ClientAccess(host, true, Optional.of(account));
    }
}
