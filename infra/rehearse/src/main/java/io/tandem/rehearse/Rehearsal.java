package io.tandem.rehearse;

import io.tandem.local.demo.Story;
import io.tandem.local.demo.Visitor;
import io.tandem.local.process.AtExit;
import io.tandem.local.process.Progress;
import io.tandem.local.process.ProjectRoot;
import io.tandem.local.process.Secrets;
import io.tandem.local.run.SignIn;
import io.tandem.rehearse.cloud.CloudProgram;
import io.tandem.rehearse.cloud.CloudServices;
import io.tandem.rehearse.cloud.CloudSettings;
import io.tandem.rehearse.cloud.DataHost;
import io.tandem.rehearse.host.Host;
import io.tandem.rehearse.host.Hosts;
import io.tandem.rehearse.host.Hosts.Supervision;
import io.tandem.rehearse.network.Namespaces;
import io.tandem.rehearse.network.SecurityGroups;
import io.tandem.rehearse.network.Site;
import io.tandem.rehearse.stack.SecurityRules;
import io.tandem.rehearse.stack.Stack;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Creates the stack, walks the tutorial from outside, and does to the hosts what happens to hosts: a reboot, an upgrade, a roll-back,
 * the end. Runs in the namespace of somebody outside; the hosts' commands go through their containers, as through Cloud Assistant.
 */
public final class Rehearsal {

    private final Path folder;
    private final Path image;
    private final Namespaces namespaces;
    private final Packages packages;
    private final Progress out;
    private final Story story;

    private Rehearsal(Path folder, Path image, Namespaces namespaces, Packages packages, Progress out) {
        this.folder = folder;
        this.image = image;
        this.namespaces = namespaces;
        this.packages = packages;
        this.out = out;
        this.story = new Story(out);
    }

    /** {@code Rehearsal RUN FOLDER IMAGE FLAVOR VERSION}, by {@link Main}. */
    public static void main(String... arguments) {
        Thread parent = new Thread(Rehearsal::endWithParent, "parent");
        parent.setDaemon(true);
        parent.start();
        long began = System.nanoTime();
        Path folder = Path.of(arguments[1]);
        Rehearsal rehearsal = new Rehearsal(
                folder,
                Path.of(arguments[2]),
                new Namespaces(arguments[0]),
                new Packages(folder.resolve("packages"), arguments[3], arguments[4]),
                timed(began));
        AtExit.orSayWhyNot(() -> {
            rehearsal.tell();
            System.exit(rehearsal.story.end(Duration.ofNanos(System.nanoTime() - began)) ? 0 : 1);
        });
    }

    private void tell() {
        Stack stack = Deployment.stack(
                ProjectRoot.find().resolve("infra/ros/tandem.yml"),
                packages,
                Secrets.in(folder.resolve("stack.secrets")));
        Path settings = folder.resolve("cloud.secrets");
        CloudSettings.write(settings, Deployment.cloudSettings(stack));
        out.say("Tandem's deployment, rehearsed with %s, version %s"
                .formatted(
                        packages.isNative() ? "native packages" : "packages for the JVM, as no native ones were built",
                        packages.version()));

        story.chapter("零、网络与云服务", "the network, and what the cloud provides");
        story.does("security groups and white lists of infra/ros/tandem.yml, in the router");
        SecurityGroups.enforce(SecurityRules.of(stack), namespaces, folder.resolve("rules.nft"));
        story.does("the metadata service, the parameter store and the stack's signals at " + Site.METADATA_ADDRESS);
        story.does("the third host, %s and %s: MySQL over TLS only, RocketMQ with accounts over TLS only"
                .formatted(Site.DATA.address(), Site.DATA.addresses().get(1)));
        Path logs = folder.resolve("logs");
        try (CloudProgram services = CloudProgram.start(
                        CloudServices.class,
                        namespaces.router(),
                        logs.resolve("cloud.log"),
                        settings.toString(),
                        Site.METADATA_ADDRESS);
                CloudProgram data = CloudProgram.start(
                        DataHost.class,
                        namespaces.of(Site.DATA),
                        logs.resolve("data.log"),
                        settings.toString(),
                        folder.resolve("data").toString())) {
            story.sees("both answer: " + String.join(", ", data.said()));
            onHosts(Deployment.of(stack, services), stack);
        }
    }

    private void onHosts(Deployment deployment, Stack stack) {
        story.does("two hosts of their own disks: order %s, logistics %s"
                .formatted(Site.ORDER.address(), Site.LOGISTICS.address()));
        List<Host> ordered = new Hosts(
                        namespaces,
                        image,
                        folder.resolve("hosts"),
                        packages.folder(),
                        Deployment.names(),
                        Supervision.ofEnvironment())
                .order(List.of(Site.ORDER, Site.LOGISTICS), out);
        try (Host order = ordered.get(0);
                Host logistics = ordered.get(1)) {
            story.sees("they are up: " + order.supervision());
            SignIn account = new SignIn(stack.parameter("AppDemoAccountName"), stack.parameter("AppDemoPassword"));
            Scene scene =
                    new Scene(story, folder, namespaces, packages, order, logistics, new Visitor(Scene.URL, account));
            chapters(scene, deployment, stack);
        }
    }

    private static void chapters(Scene scene, Deployment deployment, Stack stack) {
        Removal removal = new Removal(scene);
        Tutorial tutorial = new Tutorial(scene);
        Rollout rollout = new Rollout(scene, deployment, tutorial);
        rollout.create();
        new Exposure(scene, stack).look();
        tutorial.walk();
        new Reboot(scene, tutorial).reboot();
        rollout.upgrade();
        rollout.rollBack();
        removal.uninstall();
    }

    /** A line with the seconds since the beginning. */
    private static Progress timed(long began) {
        return line -> Progress.CONSOLE.say(
                line.isEmpty()
                        ? line
                        : String.format(
                                Locale.ROOT,
                                "%6.1f s  %s",
                                Duration.ofNanos(System.nanoTime() - began).toMillis() / 1_000.0,
                                line));
    }

    /** The parent holds the other end of our standard input. */
    private static void endWithParent() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException broken) {
            System.err.println("standard input: " + broken.getMessage());
        }
        System.exit(1);
    }
}
