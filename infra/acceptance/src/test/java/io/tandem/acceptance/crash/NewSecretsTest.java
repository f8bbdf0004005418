package io.tandem.acceptance.crash;

import static org.awaitility.Awaitility.await;

import io.tandem.acceptance.Rows;
import io.tandem.acceptance.Tandem;
import io.tandem.local.mysql.Account;
import io.tandem.local.mysql.TandemDatabase;
import io.tandem.local.run.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MySQL's passwords are changed as docs/operations.md says it, while people pay at two hosts: none of them notices. */
class NewSecretsTest {

    private static final String NAME = "tandem_secrets";
    private static final Account ORDER = new Account(NAME + "_order", "first");
    private static final Account LOGISTICS = new Account(NAME + "_logistics", "first");
    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir
    static Path folder;

    private static Path logisticsSecret;
    private static ServiceProcess logistics;

    /** Shipped by one process alone. */
    @BeforeAll
    static void start() throws IOException {
        TandemDatabase database = Tandem.stack().database();
        TwinAccount.create(ORDER.user(), ORDER.password(), database.orderAccount());
        TwinAccount.create(LOGISTICS.user(), LOGISTICS.password(), database.logisticsAccount());
        Tandem.stack().rocketMq().orElseThrow().createTransactionTopic(NAME);
        Tandem.stack().rocketMq().orElseThrow().createGroup(NAME, 5);
        logisticsSecret = Files.writeString(folder.resolve("logistics"), "first");
        logistics = Tandem.services()
                .anotherLogistics(environment(LOGISTICS, "MYSQL_PASSWORD_FILE", logisticsSecret.toString()));
    }

    @BeforeEach
    void takeBackOrdersPassword() {
        Rows.execute("ALTER USER " + ORDER.user() + " IDENTIFIED BY 'first'");
    }

    @AfterAll
    static void stop() {
        logistics.stop();
        Rows.execute("DROP USER " + ORDER.user());
        Rows.execute("DROP USER " + LOGISTICS.user());
    }

    @Test
    void byTheirFilesUnderServicesThatRun() throws IOException {
        Path orderSecret = Files.writeString(folder.resolve("order"), "first");
        List<ServiceProcess> hosts = twoOrderHosts("MYSQL_PASSWORD_FILE", orderSecret, orderSecret);
        try (Payer payer = Payer.at(hosts)) {
            payer.awaitTen();

            addPassword(ORDER, "second");
            addPassword(LOGISTICS, "second");
            replace(orderSecret, "second");
            replace(logisticsSecret, "second");
            discardOldPassword(ORDER);
            discardOldPassword(LOGISTICS);
            awaitNewConnections();
            payer.awaitTen();

            payer.assertNoneRefusedAndAllShipped();
        } finally {
            hosts.forEach(ServiceProcess::stop);
        }
    }

    /** systemd copies a unit's credentials when it starts. */
    @Test
    void byARestartOfOneHostAfterTheOther() throws IOException {
        Path one = credentials("one");
        Path other = credentials("other");
        List<ServiceProcess> hosts = twoOrderHosts("CREDENTIALS_DIRECTORY", one, other);
        try (Payer payer = Payer.at(hosts)) {
            payer.awaitTen();

            addPassword(ORDER, "second");
            for (int i = 0; i < hosts.size(); i++) {
                replace(List.of(one, other).get(i).resolve("MYSQL_PASSWORD"), "second");
                hosts.get(i).stop();
                payer.awaitTen();
                hosts.get(i).start();
                hosts.get(i).awaitReady(SOON);
            }
            discardOldPassword(ORDER);
            payer.awaitTen();

            payer.assertNoneRefusedAndAllShipped();
        } finally {
            hosts.forEach(ServiceProcess::stop);
        }
    }

    private static List<ServiceProcess> twoOrderHosts(String setting, Path one, Path other) {
        return List.of(
                Tandem.services().anotherOrder(environment(ORDER, setting, one.toString())),
                Tandem.services().anotherOrder(environment(ORDER, setting, other.toString())));
    }

    /** With connections that are soon replaced, and a balancer that looks each second. */
    private static Map<String, String> environment(Account account, String setting, String value) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("MYSQL_USER", account.user());
        environment.put("MYSQL_PASSWORD", "");
        environment.put(setting, value);
        environment.put("ROCKETMQ_ORDER_TOPIC", NAME);
        environment.put("ROCKETMQ_LOGISTIC_CONSUMER_GROUP", NAME);
        environment.put("TANDEM_MYSQL_CONNECTION_LIFE", "1s");
        environment.put("TANDEM_HTTP_STOP_NOTICE", "2S");
        return environment;
    }

    private static Path credentials(String host) throws IOException {
        Path directory = Files.createDirectory(folder.resolve(host));
        Files.writeString(directory.resolve("MYSQL_PASSWORD"), "first");
        return directory;
    }

    private static void addPassword(Account account, String password) {
        Rows.execute("ALTER USER " + account.user() + " IDENTIFIED BY '" + password + "' RETAIN CURRENT PASSWORD");
    }

    private static void discardOldPassword(Account account) {
        Rows.execute("ALTER USER " + account.user() + " DISCARD OLD PASSWORD");
    }

    /** Of both accounts, until none is left that was made with the old password. */
    private static void awaitNewConnections() {
        long last = Rows.number("SELECT MAX(id) FROM information_schema.processlist");
        for (Account account : List.of(ORDER, LOGISTICS)) {
            await().atMost(SOON)
                    .until(() -> Rows.number(
                                    "SELECT COUNT(*) FROM information_schema.processlist WHERE user = ? AND id > ?",
                                    account.user(),
                                    last)
                            > 0);
            await().atMost(SOON)
                    .until(() -> Rows.number(
                                    "SELECT COUNT(*) FROM information_schema.processlist WHERE user = ? AND id <= ?",
                                    account.user(),
                                    last)
                            == 0);
        }
    }

    private static void replace(Path file, String secret) throws IOException {
        Path fresh = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), secret);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
