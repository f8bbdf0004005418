package io.tandem.rehearse;

import io.tandem.local.demo.Story;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Waiting;
import io.tandem.rehearse.cloud.CloudProgram;
import io.tandem.rehearse.cloud.CloudServices;
import io.tandem.rehearse.cloud.CloudSettings;
import io.tandem.rehearse.host.Host;
import io.tandem.rehearse.host.Hosts;
import io.tandem.rehearse.network.SecurityGroups;
import io.tandem.rehearse.network.Site;
import io.tandem.rehearse.stack.Plan;
import io.tandem.rehearse.stack.Plan.Step;
import io.tandem.rehearse.stack.Planner;
import io.tandem.rehearse.stack.Planner.Given;
import io.tandem.rehearse.stack.SecretStore;
import io.tandem.rehearse.stack.SecurityRules;
import io.tandem.rehearse.stack.Stack;
import io.tandem.rehearse.tool.Finished;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * The stack as the service would keep it: it carries out the planner's plans, one wave after the other, on the rehearsal's hosts and
 * servers. When a step fails, what was done of the plan is undone.
 */
final class Cloud implements AutoCloseable {

    static final Map<String, Site> SITES = new TreeMap<>(Map.of(
            "OrderHost1", Site.ORDER1,
            "OrderHost2", Site.ORDER2,
            "LogisticsHost1", Site.LOGISTICS1,
            "LogisticsHost2", Site.LOGISTICS2,
            "MigrationHost", Site.MIGRATION));

    private static final Duration COMMAND = Duration.ofMinutes(8);
    private static final Duration SIGNAL = Duration.ofSeconds(5);

    private final Scene scene;
    private final Story story;
    private final Planner planner;
    private final Hosts orderer;
    private final Path settings;
    private final CloudProgram services;
    private final CloudProgram data;
    private final CloudProgram balancer;
    private final Map<String, Host> hosts = new TreeMap<>();
    private final Map<String, HostContents> untouched = new HashMap<>();
    private final Map<String, Integer> heardBefore = new HashMap<>();
    private Given given;
    private Stack stack;

    Cloud(Scene scene, Planner planner, Hosts orderer, Path settings, Servers servers) {
        this.scene = scene;
        this.story = scene.story();
        this.planner = planner;
        this.orderer = orderer;
        this.settings = settings;
        this.services = servers.services();
        this.data = servers.data();
        this.balancer = servers.balancer();
    }

    /** The programs behind the stack's resources. */
    record Servers(CloudProgram services, CloudProgram data, CloudProgram balancer) {}

    /** Of a release, with these parameters. */
    boolean create(String version, Map<String, String> parameters) {
        given = new Given(scene.releases().template(version), Map.copyOf(parameters));
        return carryOut(planner.creation(given));
    }

    /** With these parameters changed, and the other revision. */
    boolean revise(Map<String, String> changed) {
        return revise(given.template(), changed);
    }

    /** To a release, with these parameters changed, and the other revision. */
    boolean revise(String version, Map<String, String> changed) {
        return revise(scene.releases().template(version), changed);
    }

    private boolean revise(Path template, Map<String, String> changed) {
        Map<String, String> parameters = new LinkedHashMap<>(given.parameters());
        parameters.putAll(changed);
        parameters.put("Revision", stack.parameter("Revision").equals("a") ? "b" : "a");
        Given next = new Given(template, Map.copyOf(parameters));
        boolean done = carryOut(planner.update(given, next));
        if (done) {
            given = next;
        }
        return done;
    }

    boolean delete() {
        return carryOut(planner.deletion(given));
    }

    Stack stack() {
        return stack;
    }

    Host host(String id) {
        Host host = hosts.get(id);
        if (host == null) {
            throw new LocalFailure("There is no " + id);
        }
        return host;
    }

    Map<String, Host> hosts() {
        return hosts;
    }

    /** What was on a host before the first command. */
    HostContents before(String id) {
        return untouched.get(id);
    }

    /** The third host's. */
    CloudProgram data() {
        return data;
    }

    @Override
    public void close() {
        hosts.values().forEach(Host::close);
    }

    private boolean carryOut(Plan plan) {
        story.shows(plan.steps().stream().map(Step::line).toList());
        story.expects(
                plan.faults().isEmpty(),
                plan.faults().isEmpty() ? "the planner finds no fault" : "faults: " + plan.faults());
        Stack before = stack;
        List<Step> done = new ArrayList<>();
        List<Step> waiting = new ArrayList<>();
        for (List<Step> wave : plan.steps().stream()
                .collect(Collectors.groupingBy(Step::wave, TreeMap::new, Collectors.toList()))
                .values()) {
            waiting.addAll(wave.stream().filter(Step::waits).toList());
            boolean ran = carryOut(wave, plan);
            boolean met = met(waiting, plan, wave.get(0).wave());
            done.addAll(wave);
            if (!ran || !met) {
                story.does("the update has failed: what was done of it is undone");
                undo(done, plan, before);
                return false;
            }
        }
        stack = plan.after();
        return true;
    }

    /** Commands of one wave run at the same time. */
    private boolean carryOut(List<Step> wave, Plan plan) {
        wave.stream().filter(step -> !step.isCommand()).forEach(step -> make(step, plan));
        List<CompletableFuture<Boolean>> commands = wave.stream()
                .filter(step -> step.isCommand() && step.hosts() > 0)
                .map(step -> CompletableFuture.supplyAsync(() -> command(step, plan)))
                .toList();
        return commands.stream().map(CompletableFuture::join).reduce(true, Boolean::logicalAnd);
    }

    private boolean command(Step step, Plan plan) {
        boolean farewell = step.action().equals("delete");
        Stack of = farewell ? plan.before().orElseThrow() : plan.after();
        String script =
                farewell ? String.valueOf(of.property(step.id(), "CommandContentOnDeletion")) : of.command(step.id());
        return run(step.id(), script, of);
    }

    /** As Cloud Assistant does: from a script that it puts onto the host. */
    private boolean run(String id, String text, Stack of) {
        String target = hostOf(id, of);
        Host host = host(target);
        Path script = host.disk().resolve("root").resolve(id + ".sh");
        try {
            Files.writeString(script, text);
            Finished finished = host.run(
                    COMMAND,
                    "env",
                    "TANDEM_PARAMETERS=http://" + Site.METADATA_ADDRESS + ":" + CloudServices.PARAMETERS_PORT,
                    "bash",
                    "/root/" + id + ".sh");
            Files.delete(script);
            List<String> told = finished.lines().stream()
                    .filter(line -> line.startsWith("install: ") || line.startsWith("deploy: "))
                    .toList();
            story.shows(told.isEmpty() ? finished.lines() : told);
            story.sees("%s on %s %s".formatted(id, host.name(), finished.succeeded() ? "is done" : "has failed"));
            return finished.succeeded();
        } catch (IOException failure) {
            throw new LocalFailure("Cannot run " + id + " on " + host.name() + ": " + failure.getMessage(), failure);
        }
    }

    /** The answers name instances after their resources. */
    private static String hostOf(String command, Stack of) {
        return String.valueOf(((List<?>) of.property(command, "InstanceIds")).get(0));
    }

    private void make(Step step, Plan plan) {
        String id = step.id();
        if (step.is("create", "ECS::InstanceGroup")) {
            Host host = orderer.order(List.of(SITES.get(id)), scene.out()).get(0);
            hosts.put(id, host);
            untouched.put(id, HostContents.of(host));
        } else if (step.is("delete", "ECS::InstanceGroup")) {
            hosts.remove(id).close();
        } else if (step.is("create", "RDS::Account")) {
            account(id, plan.after());
        } else if (step.is("delete", "RDS::Account")) {
            data.tell("drop " + plan.before().orElseThrow().property(id, "AccountName"));
        } else if (step.is("create", "SLB::BackendServerAttachment")) {
            balance("add", id, plan.after());
        } else if (step.is("delete", "SLB::BackendServerAttachment")) {
            balance("remove", id, plan.before().orElseThrow());
        } else if (step.is("create", "ROS::WaitConditionHandle")) {
            heardBefore.put(id, heard(id).size());
        } else if (step.type().equals("ALIYUN::ECS::SecurityGroup")
                && !step.action().equals("delete")) {
            SecurityGroups.enforce(
                    SecurityRules.of(plan.after()),
                    scene.namespaces(),
                    scene.folder().resolve("rules.nft"));
        } else if (step.type().matches("ALIYUN::(OOS::SecretParameter|RAM::Role)")
                && !step.action().equals("delete")) {
            tellSecrets(plan.after());
        }
    }

    private void account(String id, Stack of) {
        String password = String.valueOf(of.property(id, "AccountPassword"));
        data.tell("account %s %s %s"
                .formatted(
                        of.property(id, "AccountName"),
                        of.property(id, "AccountType"),
                        Base64.getEncoder().encodeToString(password.getBytes(StandardCharsets.UTF_8))));
    }

    private void balance(String what, String id, Stack of) {
        int which = id.startsWith("Order") ? 0 : 1;
        String host = String.valueOf(((List<?>) of.property(id, "BackendServerList")).get(0));
        balancer.tell(what + " " + Site.BALANCER.addresses().get(which) + " "
                + SITES.get(host).address());
    }

    private void tellSecrets(Stack of) {
        Map<String, String> all = new LinkedHashMap<>();
        SecretStore.secrets(of).forEach((name, value) -> all.put("secret." + name, value));
        SITES.forEach((host, site) -> {
            String role = host.replaceFirst("Host\\d?$", "");
            all.put("role." + site.address(), role);
            all.put("may." + role, String.join(",", SecretStore.readableBy(role + "Role", of)));
        });
        CloudSettings.write(settings, all);
    }

    /** What a handle has been told since it was made. */
    private List<String> signals(String handle) {
        List<String> all = heard(handle);
        return all.subList(heardBefore.getOrDefault(handle, 0), all.size());
    }

    private List<String> heard(String handle) {
        String beginning = "signal " + handle + " ";
        return services.said().stream()
                .filter(line -> line.startsWith(beginning))
                .map(line -> line.substring(beginning.length()))
                .toList();
    }

    /** Whether no wait condition has failed so far, and those whose commands have all run are met. */
    private boolean met(List<Step> waiting, Plan plan, int wave) {
        for (Step condition : List.copyOf(waiting)) {
            String handle = condition.handle();
            boolean more = plan.steps().stream()
                    .anyMatch(step -> step.isCommand()
                            && step.wave() > wave
                            && step.handle().equals(handle));
            boolean enough = more || Waiting.until(SIGNAL, () -> signals(handle).size() >= condition.signals());
            List<String> told = signals(handle);
            boolean well = told.stream().allMatch(signal -> signal.contains("\"status\":\"SUCCESS\""));
            if (!enough || !well) {
                story.sees("%s is told %s"
                        .formatted(condition.id(), told.isEmpty() ? "nothing" : told.get(told.size() - 1)));
                return false;
            }
            if (!more) {
                story.expects(
                        told.size() == condition.signals(),
                        "%s waits for %d signals, and is told SUCCESS %d times"
                                .formatted(condition.id(), condition.signals(), told.size()));
                waiting.remove(condition);
            }
        }
        return true;
    }

    /** In the opposite order: what was made goes, and commands run with what they had before. */
    private void undo(List<Step> done, Plan plan, Stack before) {
        if (before == null) {
            throw new LocalFailure("The stack could not be created");
        }
        tellSecrets(before);
        SecurityGroups.enforce(
                SecurityRules.of(before), scene.namespaces(), scene.folder().resolve("rules.nft"));
        List<Step> commands = done.stream()
                .filter(step -> step.isCommand() && step.action().equals("update"))
                .toList();
        for (Step step : commands) {
            story.expects(
                    run(step.id(), before.command(step.id()), before), step.id() + " has brought back what was there");
        }
        List<Step> made = new ArrayList<>(
                done.stream().filter(step -> step.action().equals("create")).toList());
        Collections.reverse(made);
        for (Step step : made) {
            if (step.is("create", "ECS::InstanceGroup")) {
                hosts.remove(step.id()).close();
            } else if (step.is("create", "RDS::Account")) {
                data.tell("drop " + plan.after().property(step.id(), "AccountName"));
            } else if (step.is("create", "SLB::BackendServerAttachment")) {
                balance("remove", step.id(), plan.after());
            }
        }
    }
}
