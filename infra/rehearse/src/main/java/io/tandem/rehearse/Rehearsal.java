package io.tandem.rehearse;

import io.tandem.local.demo.Story;
import io.tandem.local.demo.Visitor;
import io.tandem.local.process.AtExit;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Progress;
import io.tandem.local.process.Secrets;
import io.tandem.local.run.SignIn;
import io.tandem.rehearse.cloud.Balancer;
import io.tandem.rehearse.cloud.Bucket;
import io.tandem.rehearse.cloud.CloudProgram;
import io.tandem.rehearse.cloud.CloudServices;
import io.tandem.rehearse.cloud.CloudSettings;
import io.tandem.rehearse.cloud.DataHost;
import io.tandem.rehearse.host.Hosts;
import io.tandem.rehearse.host.Hosts.Supervision;
import io.tandem.rehearse.network.Namespaces;
import io.tandem.rehearse.network.Site;
import io.tandem.rehearse.stack.Planner;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * Creates the stack, walks the tutorial from outside, and does to it what happens to stacks: a reboot, upgrades, other passwords, more
 * and fewer hosts, a restored database, the end. Runs in the namespace of a client outside; the hosts' commands go through their
 * containers, as through Cloud Assistant.
 */
public final class Rehearsal {

    private final Scene scene;
    private final Path image;

    private Rehearsal(Scene scene, Path image) {
        this.scene = scene;
        this.image = image;
    }

    /** {@code Rehearsal RUN FOLDER IMAGE FLAVOR VERSION}, by {@link Main}. */
    public static void main(String... arguments) {
        Thread parent = new Thread(Rehearsal::endWithParent, "parent");
        parent.setDaemon(true);
        parent.start();
        long began = System.nanoTime();
        Path folder = Path.of(arguments[1]);
        Progress out = timed(began);
        Scene scene = new Scene(
                new Story(out),
                out,
                folder,
                new Namespaces(arguments[0]),
                new Releases(folder.resolve("releases"), arguments[3], arguments[4]));
        AtExit.orSayWhyNot(() -> {
            new Rehearsal(scene, Path.of(arguments[2])).tell();
            System.exit(scene.story().end(Duration.ofNanos(System.nanoTime() - began)) ? 0 : 1);
        });
    }

    private void tell() {
        Story story = scene.story();
        Path folder = scene.folder();
        Parameters parameters = new Parameters(Secrets.in(folder.resolve("stack.secrets")));
        Path settings = folder.resolve("cloud.secrets");
        CloudSettings.write(settings, Map.of());
        Path own = folder.resolve("data.secrets");
        CloudSettings.write(own, parameters.ofServers());
        Path keys = folder.resolve("bucket.p12");
        Path certificate = Bucket.makeCertificate(keys);
        scene.out()
                .say("Tandem's deployment, rehearsed with %s, version %s"
                        .formatted(
                                scene.releases().isNative()
                                        ? "native packages"
                                        : "packages for the JVM, as no native ones were built",
                                scene.releases().version()));

        story.chapter("零、网络与云服务", "the network, and what the cloud provides");
        story.does("the metadata service, the parameter store, the stack's signals and a bucket with the packages at "
                + Site.METADATA_ADDRESS);
        story.does("the third host, %s and %s: MySQL over TLS only, RocketMQ with accounts over TLS only"
                .formatted(Site.DATA.address(), Site.DATA.addresses().get(1)));
        Path logs = folder.resolve("logs");
        Namespaces namespaces = scene.namespaces();
        try (CloudProgram services = CloudProgram.start(
                        CloudServices.class,
                        namespaces.router(),
                        logs.resolve("cloud.log"),
                        settings.toString(),
                        Site.METADATA_ADDRESS,
                        scene.releases().folder().toString(),
                        keys.toString());
                CloudProgram data = CloudProgram.start(
                        DataHost.class,
                        namespaces.of(Site.DATA),
                        logs.resolve("data.log"),
                        own.toString(),
                        folder.resolve("data").toString());
                CloudProgram balancer = CloudProgram.start(
                        Balancer.class,
                        namespaces.of(Site.BALANCER),
                        logs.resolve("balancer.log"),
                        Site.BALANCER.addresses().toArray(String[]::new))) {
            story.sees("they answer");
            Hosts orderer = new Hosts(
                    namespaces,
                    image,
                    folder.resolve("hosts"),
                    Parameters.names(),
                    certificate,
                    Supervision.ofEnvironment());
            Planner planner = new Planner(Parameters.answers(), folder);
            try (Cloud cloud =
                    new Cloud(scene, planner, orderer, settings, new Cloud.Servers(services, data, balancer))) {
                chapters(cloud, parameters);
            }
        }
    }

    private void chapters(Cloud cloud, Parameters parameters) {
        Story story = scene.story();
        story.chapter("一、创建资源栈", "the stack is created, as the planner says");
        if (!cloud.create(scene.releases().version(), parameters.ofStack())) {
            throw new LocalFailure("The stack could not be created");
        }
        story.sees("Create complete; the hosts have " + cloud.host("OrderHost1").supervision());
        new Exposure(scene, cloud).look();
        SignIn account = new SignIn(
                cloud.stack().parameter("AppDemoAccountName"), cloud.stack().parameter("AppDemoPassword"));
        Tutorial tutorial = new Tutorial(scene, new Visitor(Scene.HOST_URL, account));
        tutorial.walk();
        new Reboot(scene, cloud.host("LogisticsHost1"), tutorial).reboot();
        Updates updates = new Updates(scene, cloud, tutorial);
        updates.upgrade();
        updates.rollBack();
        updates.changePasswords();
        updates.scale();
        if (cloud.host("OrderHost1").hasSystemd()) {
            new Restore(scene, cloud, updates.tutorial()).restore();
        }
        new Removal(scene, cloud).uninstall();
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
