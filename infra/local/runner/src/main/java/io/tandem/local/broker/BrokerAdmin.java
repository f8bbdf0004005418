package io.tandem.local.broker;

import io.tandem.local.process.ChildProcess;
import io.tandem.local.process.JavaProgram;
import io.tandem.local.process.LocalFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** RocketMQ's own {@code mqadmin}, for a local broker that another process started. */
public final class BrokerAdmin {

    private static final String MAIN = "org.apache.rocketmq.tools.command.MQAdminStartup";
    private static final String CLUSTER = "DefaultCluster";
    private static final Duration AT_MOST = Duration.ofMinutes(4);

    private final String nameServer;
    private final Path log;

    public BrokerAdmin(String nameServer, Path log) {
        this.nameServer = nameServer;
        this.log = log;
    }

    /** Making a topic that exists changes nothing. */
    public void createTransactionTopic(String name) {
        run("updateTopic", "-t", name, "-a", "+message.type=TRANSACTION");
    }

    /** Makes a group whose messages are redelivered that many times and then go to its dead-letter queue. */
    public void createGroup(String name, int maxRetries) {
        run("updateSubGroup", "-g", name, "-r", Integer.toString(maxRetries));
    }

    private void run(String command, String... options) {
        List<String> arguments = new ArrayList<>(List.of(command, "-n", nameServer, "-c", CLUSTER));
        arguments.addAll(List.of(options));
        List<String> words = JavaProgram.main(
                ServerProgram.classPath(),
                MAIN,
                arguments,
                "-Xmx64m",
                "-Duser.home=" + log.getParent(),
                "-Dtandem.log.dir=" + log.getParent());
        ChildProcess program = ChildProcess.start(ChildProcess.Command.of("mqadmin", words, log));
        // mqadmin ends with 0 whatever happened.
        if (!program.waitFor(AT_MOST) || !program.lastLines(10).contains("success")) {
            program.kill();
            throw new LocalFailure("RocketMQ did not carry out " + command + ", see " + log);
        }
    }
}
