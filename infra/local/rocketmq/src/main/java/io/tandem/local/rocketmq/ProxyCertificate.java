package io.tandem.local.rocketmq;

import io.grpc.netty.shaded.io.netty.handler.ssl.util.SelfSignedCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.CertificateException;

/**
 * The certificate of the gRPC endpoint, signed by itself, as clients of RocketMQ take it. The proxy's own way ({@code tlsTestModeEnable})
 * makes an RSA key, which is three seconds of processor time at each start where only C1 compiles, half of a start; and leaves it in
 * the folder for temporary files, because a process that is halted deletes nothing.
 *
 * @param key readable by its owner only
 */
record ProxyCertificate(Path certificate, Path key) {

    private static final String CURVES = "EC";
    private static final int BITS = 256;

    /** Makes another one in that folder. */
    static ProxyCertificate makeIn(Path folder) throws CertificateException, IOException {
        SelfSignedCertificate made = new SelfSignedCertificate("localhost", CURVES, BITS);
        return new ProxyCertificate(
                move(made.certificate().toPath(), folder.resolve("rmq-proxy.crt")),
                move(made.privateKey().toPath(), folder.resolve("rmq-proxy.key")));
    }

    private static Path move(Path from, Path to) throws IOException {
        return Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
}
