package io.tandem.local.run;

import io.tandem.local.broker.CheckPace;
import io.tandem.local.mysql.TandemDatabase;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Progress;
import io.tandem.local.process.ProjectRoot;
import io.tandem.variables.Variables;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a {@link TandemStack} is made of.
 *
 * @param mySql a MySQL that is there already; empty to start one here
 * @param rocketMq a RocketMQ that is there already; empty to start one here
 * @param demoPassword the demo account's; empty to make one at random and keep it in the folder
 * @param tuning of the servers that are started here
 */
public record StackConfig(
        RunFolder folder,
        RunPorts ports,
        CheckPace pace,
        ServicePrograms programs,
        String databaseName,
        Optional<ExistingMySql> mySql,
        Optional<MessagingAccess> rocketMq,
        String demoUser,
        Optional<String> demoPassword,
        ServerTuning tuning,
        Progress progress) {

    private static final String DEMO_USER = "app_demo_user";

    /** As {@code make run} reads it: well-known ports and the folder {@code .run}, each overridden by a variable. */
    public static StackConfig from(Map<String, String> environment, Progress progress) {
        Variables variables = new Variables(environment);
        StackConfig config = new StackConfig(
                new RunFolder(
                        ProjectRoot.find().resolve(variables.optional("RUN_DIR").orElse(".run"))),
                RunPorts.from(variables),
                pace(variables.optional("CHECK").orElse("fast")),
                ServicePrograms.of(variables.optional("MODE").orElse("jvm")),
                variables.optional("MYSQL_DB").orElse(TandemDatabase.NAME),
                ExistingMySql.from(variables),
                MessagingAccess.from(variables),
                variables.optional("APP_DEMO_USERNAME").orElse(DEMO_USER),
                variables.optional("APP_DEMO_PASSWORD"),
                ServerTuning.NONE,
                progress);
        Optional<String> ownTopic = variables.optional("ROCKETMQ_ORDER_TOPIC");
        Optional<String> ownGroup = variables.optional("ROCKETMQ_LOGISTIC_CONSUMER_GROUP");
        variables.complaint().ifPresent(line -> {
            throw new LocalFailure(line);
        });
        config.requireOneEnvironment(ownTopic.isPresent() && ownGroup.isPresent());
        return config;
    }

    /** Everything of its own, on free ports, in a folder that should be fresh: for a run beside others. */
    public static StackConfig onFreePorts(Path folder, Progress progress) {
        return new StackConfig(
                new RunFolder(folder),
                RunPorts.free(),
                CheckPace.FAST,
                ServicePrograms.JVM,
                TandemDatabase.NAME,
                Optional.empty(),
                Optional.empty(),
                DEMO_USER,
                Optional.empty(),
                ServerTuning.NONE,
                progress);
    }

    /** With copies of its programs, so that a build meanwhile takes no class from under a process. */
    public StackConfig withCopies() {
        return withPrograms(ServicePrograms.copied(programs, folder.programs()));
    }

    public StackConfig withPrograms(ServicePrograms others) {
        return new StackConfig(
                folder, ports, pace, others, databaseName, mySql, rocketMq, demoUser, demoPassword, tuning, progress);
    }

    /** Half messages are checked at another pace. */
    public StackConfig withPace(CheckPace other) {
        return new StackConfig(
                folder,
                ports,
                other,
                programs,
                databaseName,
                mySql,
                rocketMq,
                demoUser,
                demoPassword,
                tuning,
                progress);
    }

    /** The servers that it starts itself run otherwise. */
    public StackConfig withTuning(ServerTuning other) {
        return new StackConfig(
                folder, ports, pace, programs, databaseName, mySql, rocketMq, demoUser, demoPassword, other, progress);
    }

    /** A database of our own and another run's broker: each would be handed the other's messages, and asked about them. */
    private void requireOneEnvironment(boolean ownMessages) {
        boolean ownDatabase = mySql.isEmpty() || !databaseName.equals(TandemDatabase.NAME);
        if (rocketMq.filter(MessagingAccess::isLocal).isPresent() && ownDatabase && !ownMessages) {
            throw new LocalFailure(
                    "APP_DEMO_ROCKETMQ_ENDPOINT is a broker on this machine, and MYSQL_HOST or MYSQL_DB names no database of"
                            + " its environment: beside a database of their own, services need a topic and a group of their own. Set ROCKETMQ_ORDER_TOPIC and"
                            + " ROCKETMQ_LOGISTIC_CONSUMER_GROUP, which that broker must have, or unset APP_DEMO_ROCKETMQ_ENDPOINT");
        }
    }

    private static CheckPace pace(String check) {
        return switch (check) {
            case "fast" -> CheckPace.FAST;
            case "cloud" -> CheckPace.CLOUD;
            default -> throw new LocalFailure("CHECK is " + check + ", but can only be fast or cloud");
        };
    }
}
