package io.tandem.rehearse;

import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Secrets;
import io.tandem.local.process.Waiting;
import io.tandem.rehearse.cloud.CloudProgram;
import io.tandem.rehearse.cloud.CloudServices;
import io.tandem.rehearse.cloud.DataHost;
import io.tandem.rehearse.host.Host;
import io.tandem.rehearse.host.Hosts;
import io.tandem.rehearse.network.Site;
import io.tandem.rehearse.stack.SecretStore;
import io.tandem.rehearse.stack.Stack;
import io.tandem.rehearse.stack.Template;
import io.tandem.rehearse.tool.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The stack of one rehearsal: its parameters, what it knows of its resources, and its commands, run on hosts. */
final class Deployment {

    private static final String REGION = "cn-hangzhou";
    private static final String DATABASE_NAME = "rm-rehearsal.mysql.rds.aliyuncs.com";
    private static final String MESSAGING_NAME = "rmq-rehearsal.cn-hangzhou.rmq.aliyuncs.com";
    private static final Duration COMMAND = Duration.ofMinutes(5);
    private static final Duration SIGNAL = Duration.ofSeconds(5);

    /** Whatever the template allows in its passwords, so that a shell which sees one stumbles. */
    private static final String EVERYTHING = "Aa1!@#$%^&*()_+-=";

    /** In RocketMQ's, that is any visible character. */
    private static final String RATHER_MORE = "Aa1'\"`$(id)\\;&|<>~*?[]{}#%!";

    private final Stack stack;
    private final CloudProgram services;

    private Deployment(Stack stack, CloudProgram services) {
        this.stack = stack;
        this.services = services;
    }

    /** The stack as somebody creates it who fills in the parameters. */
    static Stack stack(Path template, Packages packages, Secrets secrets) {
        Map<String, String> given = new LinkedHashMap<>(packages.parameters(packages.version()));
        given.put("ZoneId", "cn-hangzhou-k");
        given.put("InstanceType", "ecs.c7.large");
        given.put("InstancePassword", password(secrets, "ecs"));
        given.put("DBPassword", password(secrets, "migration"));
        given.put("OrderDBPassword", password(secrets, "order"));
        given.put("LogisticsDBPassword", password(secrets, "logistics"));
        given.put("AppDemoPassword", password(secrets, "demo"));
        given.put("RocketMQUserName", "rehearsal");
        given.put("RocketMQPassword", RATHER_MORE + secrets.get("rocketmq").substring(0, 16));
        given.put("PackageBaseUrl", "https://bucket.oss-cn-hangzhou-internal.aliyuncs.com/tandem");
        return Stack.of(Template.read(template), given, world());
    }

    static Deployment of(Stack stack, CloudProgram services) {
        return new Deployment(stack, services);
    }

    /** The same stack, updated. */
    Deployment updated(Map<String, String> parameters) {
        return new Deployment(stack.with(parameters), services);
    }

    /** What the cloud's services and the third host have to know. */
    static Map<String, String> cloudSettings(Stack stack) {
        Map<String, String> settings = new LinkedHashMap<>();
        SecretStore.secrets(stack).forEach((name, value) -> settings.put("secret." + name, value));
        settings.put("role." + Site.ORDER.address(), "order-role");
        settings.put("role." + Site.LOGISTICS.address(), "logistics-role");
        settings.put("may.order-role", String.join(",", SecretStore.readableBy("OrderRole", stack)));
        settings.put("may.logistics-role", String.join(",", SecretStore.readableBy("LogisticsRole", stack)));
        settings.put("mysql.address", Site.DATA.address());
        settings.put("mysql.migration.user", stack.parameter("AccountName"));
        settings.put("mysql.migration.password", stack.parameter("DBPassword"));
        settings.put("mysql.order.user", String.valueOf(stack.property("OrderAccount", "AccountName")));
        settings.put("mysql.order.password", stack.parameter("OrderDBPassword"));
        settings.put("mysql.logistics.user", String.valueOf(stack.property("LogisticsAccount", "AccountName")));
        settings.put("mysql.logistics.password", stack.parameter("LogisticsDBPassword"));
        settings.put("rocketmq.address", Site.DATA.addresses().get(1));
        settings.put("rocketmq.user", stack.parameter("RocketMQUserName"));
        settings.put("rocketmq.password", stack.parameter("RocketMQPassword"));
        return settings;
    }

    /** The cloud's name service. */
    static List<String> names() {
        return List.of(
                Site.DATA.address() + " " + DATABASE_NAME, Site.DATA.addresses().get(1) + " " + MESSAGING_NAME);
    }

    /** Runs one of the template's commands on a host, as Cloud Assistant does: from a script that it puts there. */
    Finished run(String command, Host host) {
        Path script = host.disk().resolve("root").resolve(command + ".sh");
        try {
            // The one thing that is not the template's: the packages lie beside the host, and not in OSS.
            Files.writeString(
                    script,
                    stack.command(command).replace(stack.parameter("PackageBaseUrl"), "file://" + Hosts.PACKAGES));
            Finished finished = host.run(
                    COMMAND,
                    "env",
                    "TANDEM_PARAMETERS=http://" + Site.METADATA_ADDRESS + ":" + CloudServices.PARAMETERS_PORT,
                    "bash",
                    "/root/" + command + ".sh");
            Files.delete(script);
            return finished;
        } catch (IOException failure) {
            throw new LocalFailure(
                    "Cannot run " + command + " on " + host.name() + ": " + failure.getMessage(), failure);
        }
    }

    /** What the stack has been told so far through one of its handles. */
    List<String> signals(String handle) {
        String beginning = "signal " + handle + " ";
        return services.said().stream()
                .filter(line -> line.startsWith(beginning))
                .map(line -> line.substring(beginning.length()))
                .toList();
    }

    /** Whether so many signals have come, the last of them with this status. */
    boolean signalled(String handle, int count, String status) {
        return Waiting.until(SIGNAL, () -> signals(handle).size() == count)
                && signals(handle).get(count - 1).contains("\"status\":\"" + status + "\"");
    }

    private static String password(Secrets secrets, String name) {
        return EVERYTHING + secrets.get(name).replaceAll("[^A-Za-z0-9]", "x").substring(0, 13);
    }

    private static Map<String, String> world() {
        return Map.ofEntries(
                Map.entry("ALIYUN::Region", REGION),
                Map.entry("ALIYUN::StackName", "tandem-rehearsal"),
                Map.entry("ALIYUN::StackId", "4c0f7a3e-0000-4000-8000-rehearsal"),
                Map.entry("ALIYUN::AccountId", "1000000000000000"),
                Map.entry("Database.InnerConnectionString", DATABASE_NAME),
                Map.entry("Database.InnerPort", Integer.toString(DataHost.MYSQL_PORT)),
                Map.entry("RocketMQ.VpcEndpoint", MESSAGING_NAME + ":" + DataHost.ROCKETMQ_PORT),
                Map.entry("LogisticsHosts.PrivateIps", Site.LOGISTICS.address()),
                Map.entry("MigratedHandle.CurlCli", curl("migrated")),
                Map.entry("ReadyHandle.CurlCli", curl("ready")));
    }

    /** As a wait condition's handle has it, with another address. */
    private static String curl(String handle) {
        return "curl -X POST -H 'Content-Type: application/json' -H 'Accept: application/json' http://"
                + Site.METADATA_ADDRESS + "/signal/" + handle;
    }
}
