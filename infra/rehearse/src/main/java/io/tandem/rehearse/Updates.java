package io.tandem.rehearse;

import io.tandem.local.demo.Story;
import io.tandem.local.demo.Visitor;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Waiting;
import io.tandem.local.run.SignIn;
import io.tandem.rehearse.host.Host;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** What is done to a stack after its first day: each as the planner says, and each with a payment afterwards. */
final class Updates {

    static final String INSTALLER = "/opt/tandem/%s/current/install.sh";

    private static final Duration INSTALLING = Duration.ofMinutes(3);
    private static final Duration NOTICING = Duration.ofMinutes(1);
    private static final int PEOPLE = 3;

    private final Scene scene;
    private final Story story;
    private final Cloud cloud;
    private Tutorial tutorial;
    private int rounds;

    Updates(Scene scene, Cloud cloud, Tutorial tutorial) {
        this.scene = scene;
        this.story = scene.story();
        this.cloud = cloud;
        this.tutorial = tutorial;
    }

    Tutorial tutorial() {
        return tutorial;
    }

    /** The checksums are mixed up; then as it should be. */
    void upgrade() {
        story.chapter("五、升级失败与升级", "an update to another version that fails, and one that does not");
        String next = scene.releases().nextVersion();
        story.does("first with checksums that belong to other files");
        story.expects(!cloud.revise(next, scene.releases().mistaken()), "the update fails, and is undone");
        expectVersion(scene.releases().version());
        tutorial.payAndSeeTheShipment(1005);
        story.does("then with the right ones");
        must(cloud.revise(next, Map.of()));
        expectVersion(next);
        tutorial.payAndSeeTheShipment(1006);
    }

    void rollBack() {
        story.chapter("六、回滚", "back to the version before");
        must(cloud.revise(scene.releases().version(), Map.of()));
        expectVersion(scene.releases().version());
        tutorial.payAndSeeTheShipment(1007);
    }

    void changePasswords() {
        story.chapter("七、修改密码", "each password is changed");
        story.does("both services' database passwords");
        must(cloud.revise(changed("OrderDBPassword", "LogisticsDBPassword")));
        tutorial.payAndSeeTheShipment(1008);
        story.does("the migration account's: in the console of RDS, and then in the stack");
        Map<String, String> migration = changed("ChangedDBPassword");
        cloud.data()
                .tell("account %s Super %s"
                        .formatted(
                                cloud.stack().parameter("AccountName"), encoded(migration.get("ChangedDBPassword"))));
        must(cloud.revise(migration));
        tutorial.payAndSeeTheShipment(1009);
        story.does("RocketMQ's user and password: another user in its console, and then in the stack");
        Map<String, String> messaging = new LinkedHashMap<>(changed("RocketMQPassword"));
        messaging.put("RocketMQUserName", "another");
        cloud.data().tell("messaging another " + encoded(messaging.get("RocketMQPassword")));
        must(cloud.revise(messaging));
        tutorial.payAndSeeTheShipment(1016);
        story.does("the demo account's, and the hosts' own");
        must(cloud.revise(changed("AppDemoPassword", "InstancePassword")));
        tutorial = signedIn(Scene.HOST_URL);
        tutorial.payAndSeeTheShipment(1010);
    }

    void scale() {
        story.chapter("八、扩容、滚动升级与缩容", "one host, two and one again of each role, while people pay");
        story.does("load balancers before the single hosts: the address changes, once");
        must(cloud.revise(Map.of("LoadBalancing", "always")));
        tutorial = signedIn(Scene.BALANCER_URL);
        tutorial.payAndSeeTheShipment(1011);
        whilePeoplePay(
                "two order hosts and two logistics hosts",
                () -> cloud.revise(Map.of("OrderInstanceCount", "2", "LogisticsInstanceCount", "2")));
        whilePeoplePay(
                "another version, one host of a role after the other",
                () -> cloud.revise(scene.releases().nextVersion(), Map.of()));
        expectVersion(scene.releases().nextVersion());
        whilePeoplePay(
                "one host of each role again",
                () -> cloud.revise(Map.of("OrderInstanceCount", "1", "LogisticsInstanceCount", "1")));
        tutorial.payAndSeeTheShipment(1012);
    }

    private void whilePeoplePay(String what, BooleanSupplier update) {
        story.does("%s, while %d people pay one order after the other".formatted(what, PEOPLE));
        Payments payments = new Payments(tutorial.visitor(), PEOPLE, rounds++);
        try (payments) {
            must(update.getAsBoolean());
        }
        story.expects(
                payments.refused().isEmpty() && !payments.paid().isEmpty(),
                payments.refused().isEmpty()
                        ? "%d payments, none refused".formatted(payments.paid().size())
                        : "%d payments, refused: %s".formatted(payments.paid().size(), payments.refused()));
        for (long order : List.of(
                payments.paid().get(0), payments.paid().get(payments.paid().size() - 1))) {
            tutorial.awaitShipment(4001, order);
        }
    }

    private Tutorial signedIn(String url) {
        SignIn account = new SignIn(
                cloud.stack().parameter("AppDemoAccountName"), cloud.stack().parameter("AppDemoPassword"));
        Visitor visitor = new Visitor(url, account);
        story.does("sign in at %s/login, once a balancer that was just made has noticed its hosts".formatted(url));
        story.expects(Waiting.until(NOTICING, () -> visitor.signIn().contains("模拟订单支付")), "模拟订单支付: the payment page");
        return tutorial.by(visitor);
    }

    private Map<String, String> changed(String... names) {
        Map<String, String> changed = new LinkedHashMap<>();
        for (String name : names) {
            changed.put(name, "Bb2$(id)_+-=".replace("$(id)", "@#%^&*()") + Long.toString(System.nanoTime(), 36));
        }
        return changed;
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Nothing can go on if it failed. */
    private static void must(boolean done) {
        if (!done) {
            throw new LocalFailure("The update failed");
        }
    }

    private void expectVersion(String version) {
        cloud.hosts().forEach((id, host) -> {
            String program = programOf(id);
            String current = host.run(INSTALLING, "readlink", "/opt/tandem/" + program + "/current")
                    .orFail()
                    .lastLine();
            story.expects(
                    current.startsWith(version + "-" + scene.releases().flavor()),
                    "%s has %s %s".formatted(host.name(), program, current));
        });
    }

    static String programOf(String hostId) {
        return hostId.startsWith("Order")
                ? "order-native"
                : hostId.startsWith("Logistics") ? "logistics-native" : "tandem-migrate";
    }

    /** Starts or stops the program of a host. */
    static void systemctl(String what, String hostId, Host host) {
        host.run(INSTALLING, "systemctl", what, programOf(hostId)).orFail();
    }
}
