package io.tandem.rehearse;

import io.tandem.local.demo.Story;
import io.tandem.local.process.LocalFailure;
import io.tandem.rehearse.host.Host;
import io.tandem.rehearse.tool.Finished;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The stack's commands: its creation, an update to another version, and the way back. */
final class Rollout {

    static final String INSTALLER = "/opt/tandem/%s/current/install.sh";

    private static final Duration INSTALLING = Duration.ofMinutes(3);
    private static final String ORDER = "order-native";
    private static final String LOGISTICS = "logistics-native";
    private static final String MIGRATE = "tandem-migrate";

    private final Scene scene;
    private final Story story;
    private final Tutorial tutorial;
    private final Deployment created;
    private int signalsOfMigration;
    private int signalsOfServices;

    Rollout(Scene scene, Deployment created, Tutorial tutorial) {
        this.scene = scene;
        this.story = scene.story();
        this.created = created;
        this.tutorial = tutorial;
    }

    void create() {
        story.chapter("一、创建资源栈", "the stack's commands, as Cloud Assistant runs them");
        deploy(created);
    }

    void upgrade() {
        story.chapter("五、升级", "an update of the stack to another version");
        refuse();
        deploy(created.updated(scene.packages().parameters(scene.packages().nextVersion())));
        expectVersion(scene.packages().nextVersion());
        tutorial.payAndSeeTheShipment(1005);
    }

    void rollBack() {
        story.chapter("六、回滚", "back to the version before");
        for (Host host : scene.hosts()) {
            String name = serviceOf(host);
            story.does("on %s: install.sh --rollback".formatted(host.name()));
            tell(host.run(INSTALLING, INSTALLER.formatted(name), "--rollback"));
        }
        expectVersion(scene.packages().version());
        tutorial.payAndSeeTheShipment(1006);
    }

    /** Somebody has mixed up the checksums. */
    private void refuse() {
        story.does("first with a checksum that belongs to another file");
        Deployment mistaken =
                created.updated(Map.of("PackageVersion", scene.packages().nextVersion()));
        Finished refused = mistaken.run("OrderCommand", scene.order());
        story.sees(reason(refused));
        story.expects(
                !refused.succeeded() && created.signalled("ready", ++signalsOfServices, "FAILURE"),
                "the stack is told FAILURE with that reason");
        expectVersion(scene.packages().version());
    }

    private void deploy(Deployment deployment) {
        story.does("MigrateCommand on the logistics host");
        tell(deployment.run("MigrateCommand", scene.logistics()));
        story.expects(
                deployment.signalled("migrated", ++signalsOfMigration, "SUCCESS"),
                "the stack is told SUCCESS by the migration, so it goes on");
        story.does("OrderCommand and LogisticsCommand, on both hosts at the same time");
        CompletableFuture<Finished> order =
                CompletableFuture.supplyAsync(() -> deployment.run("OrderCommand", scene.order()));
        CompletableFuture<Finished> logistics =
                CompletableFuture.supplyAsync(() -> deployment.run("LogisticsCommand", scene.logistics()));
        tell(order.join());
        tell(logistics.join());
        signalsOfServices += scene.hosts().size();
        story.expects(
                deployment.signalled("ready", signalsOfServices, "SUCCESS"),
                "the stack is told SUCCESS by both hosts: Create complete");
    }

    /** What the script said; nothing can go on if it failed. */
    private void tell(Finished command) {
        if (!command.succeeded()) {
            story.shows(command.lines());
            throw new LocalFailure("The command failed: " + reason(command));
        }
        story.shows(told(command));
    }

    private static List<String> told(Finished command) {
        return command.lines().stream()
                .filter(line -> line.startsWith("install: ") || line.startsWith("deploy: "))
                .toList();
    }

    /** The last line of the scripts' own; what the stack answered to their signal comes after it. */
    private static String reason(Finished command) {
        return told(command).stream().reduce(command.lastLine(), (earlier, later) -> later);
    }

    private void expectVersion(String version) {
        for (Host host : scene.hosts()) {
            String link = "/opt/tandem/" + serviceOf(host) + "/current";
            String current = host.run(INSTALLING, "readlink", link).orFail().lastLine();
            story.expects(
                    current.startsWith(version + "-" + scene.packages().flavor()),
                    "%s runs %s".formatted(host.name(), current));
        }
    }

    private String serviceOf(Host host) {
        return host == scene.order() ? ORDER : LOGISTICS;
    }

    /** Everything that was installed on a host. */
    static List<String> programsOn(Host host, Scene scene) {
        return host == scene.order() ? List.of(ORDER) : List.of(LOGISTICS, MIGRATE);
    }
}
