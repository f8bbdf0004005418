package io.tandem.faults.rule;

import io.tandem.local.process.FreePorts;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.ProjectRoot;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.byteman.agent.submit.ScriptText;
import org.jboss.byteman.agent.submit.Submit;

/** Byteman inside one process: takes rules and gives them back while the process runs. */
public final class Agent {

    private static final String LIBRARIES = "infra/faults/target/lib";

    private final int port = FreePorts.next();

    /** The option of the JVM that is to have it. It listens on the loopback interface. */
    public String jvmOption() {
        Path jar = jar();
        return "-javaagent:" + jar + "=listener:true,address:127.0.0.1,port:" + port + ",boot:" + jar;
    }

    /** From now on these hold, beside those that hold already. */
    public void add(List<Rule> rules) {
        List<ScriptText> scripts = rules.stream()
                .map(rule -> new ScriptText(rule.name(), rule.text()))
                .toList();
        String answer = call(agent -> agent.addScripts(scripts));
        if (answer.contains("ERROR") || answer.contains("xception")) {
            throw new LocalFailure("Byteman did not take a rule: " + answer);
        }
    }

    /** From now on exactly these hold. One that holds already does so without a break. */
    public void set(List<Rule> rules) {
        Set<String> wanted = rules.stream().map(Rule::name).collect(Collectors.toSet());
        Set<String> there = new HashSet<>();
        call(agent -> {
            List<ScriptText> others = new ArrayList<>();
            for (ScriptText script : agent.getAllScripts()) {
                if (wanted.contains(script.getFileName())) {
                    there.add(script.getFileName());
                } else {
                    others.add(script);
                }
            }
            return others.isEmpty() ? "" : agent.deleteScripts(others);
        });
        List<Rule> missing =
                rules.stream().filter(rule -> !there.contains(rule.name())).toList();
        if (!missing.isEmpty()) {
            add(missing);
        }
    }

    /** From now on none holds. */
    public void clear() {
        call(agent -> agent.getAllScripts().isEmpty() ? "" : agent.deleteAllRules());
    }

    private String call(Request request) {
        Submit agent = new Submit(
                "127.0.0.1", port, new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            return request.to(agent);
        } catch (Exception failure) {
            throw new LocalFailure("Byteman at port " + port + " did not answer: " + failure.getMessage(), failure);
        }
    }

    private static Path jar() {
        Path libraries = ProjectRoot.find().resolve(LIBRARIES);
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(libraries, "byteman-[0-9]*.jar")) {
            for (Path jar : jars) {
                return jar;
            }
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
        throw new LocalFailure(
                LIBRARIES + " has no byteman: run `mvn -q -DskipTests package -pl infra/faults -am` first");
    }

    /** Byteman's client throws plain exceptions. */
    @FunctionalInterface
    private interface Request {

        String to(Submit agent) throws Exception;
    }
}
