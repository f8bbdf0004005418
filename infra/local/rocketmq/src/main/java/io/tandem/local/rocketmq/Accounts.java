package io.tandem.local.rocketmq;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.rocketmq.auth.authentication.enums.UserType;
import org.apache.rocketmq.auth.authentication.model.User;
import org.apache.rocketmq.auth.authentication.provider.DefaultAuthenticationProvider;
import org.apache.rocketmq.auth.authentication.provider.LocalAuthenticationMetadataProvider;
import org.apache.rocketmq.auth.authorization.enums.Decision;
import org.apache.rocketmq.auth.authorization.model.Acl;
import org.apache.rocketmq.auth.authorization.model.Resource;
import org.apache.rocketmq.auth.authorization.provider.DefaultAuthorizationProvider;
import org.apache.rocketmq.auth.authorization.provider.LocalAuthorizationMetadataProvider;
import org.apache.rocketmq.broker.BrokerController;
import org.apache.rocketmq.common.action.Action;
import org.apache.rocketmq.proxy.auth.ProxyAuthenticationMetadataProvider;
import org.apache.rocketmq.proxy.auth.ProxyAuthorizationMetadataProvider;

/**
 * RocketMQ's accounts (ACL 2.0), switched on: one for the applications, which may send and receive and nothing else, as the
 * account of a cloud instance may; and an almighty one that only the parts of this process use among themselves.
 */
record Accounts(String user, String password, String innerPassword) {

    private static final String INNER_USER = "tandem_inner";

    /** From a file that only its owner may read, since every user of the machine can read a command line. */
    static Accounts read(Path file) throws IOException {
        Properties known = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            known.load(reader);
        }
        return new Accounts(
                required(known, "user", file), required(known, "password", file), required(known, "inner", file));
    }

    /** What broker.conf says of them. */
    Map<String, String> brokerSettings() {
        return Map.of(
                "authenticationEnabled", "true",
                "authenticationProvider", DefaultAuthenticationProvider.class.getName(),
                "authenticationMetadataProvider", LocalAuthenticationMetadataProvider.class.getName(),
                "authorizationEnabled", "true",
                "authorizationProvider", DefaultAuthorizationProvider.class.getName(),
                "authorizationMetadataProvider", LocalAuthorizationMetadataProvider.class.getName(),
                "initAuthenticationUser", json("username", "password"),
                "innerClientAuthenticationCredentials", json("accessKey", "secretKey"));
    }

    /** What rmq-proxy.json says of them: the proxy asks its broker who there is. */
    Map<String, Object> proxySettings() {
        return Map.of(
                "authenticationEnabled",
                true,
                "authenticationProvider",
                DefaultAuthenticationProvider.class.getName(),
                "authenticationMetadataProvider",
                ProxyAuthenticationMetadataProvider.class.getName(),
                "authorizationEnabled",
                true,
                "authorizationProvider",
                DefaultAuthorizationProvider.class.getName(),
                "authorizationMetadataProvider",
                ProxyAuthorizationMetadataProvider.class.getName(),
                "innerClientAuthenticationCredentials",
                json("accessKey", "secretKey"));
    }

    /** Makes the applications' account, or gives it its password and rights again. */
    void createIn(BrokerController broker) {
        change(broker, user, password);
        broker.getAuthorizationMetadataManager()
                .createAcl(Acl.of(
                        User.of(user),
                        Resource.of(List.of("Topic:*", "Group:*")),
                        List.of(Action.PUB, Action.SUB),
                        null,
                        Decision.ALLOW))
                .join();
    }

    /** Makes an account, or gives it another password. */
    static void change(BrokerController broker, String user, String password) {
        User account = User.of(user, password, UserType.NORMAL);
        var users = broker.getAuthenticationMetadataManager();
        var existing = users.getUser(user).join();
        (existing == null ? users.createUser(account) : users.updateUser(account)).join();
    }

    @Override
    public String toString() {
        return "Accounts[" + user + "]";
    }

    private String json(String nameKey, String passwordKey) {
        return "{\"%s\":\"%s\",\"%s\":\"%s\"}".formatted(nameKey, INNER_USER, passwordKey, innerPassword);
    }

    private static String required(Properties known, String key, Path file) {
        String value = known.getProperty(key);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("Missing in " + file + ": " + key + "=…");
        }
        return value;
    }
}
