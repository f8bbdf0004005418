package io.tandem.acceptance.hostile;

import io.tandem.acceptance.Tandem;
import io.tandem.local.process.AtExit;
import io.tandem.local.process.FreePorts;
import io.tandem.local.run.ServiceProcess;
import java.util.Map;

/**
 * One more order-native, for all tests of this package: with TLS beside plain HTTP, little patience with slow clients, and an
 * {@link Upstream} behind it. Started when the first test asks for it.
 */
final class Exposed {

    static final long SECONDS = 3;

    private static Exposed exposed;

    private final ServiceProcess order;
    private final Upstream upstream;
    private final Certificate certificate;
    private final int tlsPort;

    private Exposed() {
        upstream = Upstream.start();
        AtExit.first(upstream::close);
        certificate = Certificate.make(Tandem.stack().folder().environmentFile().resolveSibling("tls.p12"));
        tlsPort = FreePorts.next();
        order = Tandem.services()
                .anotherOrder(Map.of(
                        "LOGISTICS_URL",
                        "http://" + upstream.authority(),
                        "QUARKUS_HTTP_SSL_PORT",
                        Integer.toString(tlsPort),
                        "QUARKUS_HTTP_SSL_CERTIFICATE_KEY_STORE_FILE",
                        certificate.file().toString(),
                        "QUARKUS_HTTP_SSL_CERTIFICATE_KEY_STORE_PASSWORD",
                        certificate.password(),
                        "QUARKUS_HTTP_INSECURE_REQUESTS",
                        "enabled",
                        "TANDEM_CONNECTION_REQUEST_WITHIN",
                        SECONDS + "S",
                        "TANDEM_CONNECTION_ANSWER_WITHIN",
                        SECONDS + "S"));
    }

    static synchronized Exposed exposed() {
        if (exposed == null) {
            exposed = new Exposed();
        }
        return exposed;
    }

    String url() {
        return order.url();
    }

    String tlsUrl() {
        return "https://127.0.0.1:" + tlsPort;
    }

    Upstream upstream() {
        return upstream;
    }

    Certificate certificate() {
        return certificate;
    }
}
