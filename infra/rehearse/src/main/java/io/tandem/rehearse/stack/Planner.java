package io.tandem.rehearse.stack;

import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.PrivateFile;
import io.tandem.local.process.ProjectRoot;
import io.tandem.rehearse.tool.Finished;
import io.tandem.rehearse.tool.Tool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The planner of {@code infra/ros/lint}, which knows what the service does with a template. */
public final class Planner {

    private static final Duration PLANNING = Duration.ofMinutes(5);

    private final Path template;
    private final Map<String, Object> answers;
    private final Path folder;

    /**
     * @param answers attributes ({@code RocketMQ.VpcEndpoint}) and what ROS itself knows ({@code ALIYUN::Region})
     * @param folder for its inputs, which have passwords in them
     */
    public Planner(Path template, Map<String, Object> answers, Path folder) {
        this.template = template;
        this.answers = Map.copyOf(answers);
        this.folder = folder;
    }

    /** Installs what the planner needs, while there is a network. */
    public static void prepare(Path template) {
        Tool.run(PLANNING, script(), "--new", template.toString());
    }

    public Plan creation(Map<String, String> parameters) {
        return plan(List.of(), parameters);
    }

    public Plan update(Map<String, String> before, Map<String, String> after) {
        return plan(
                List.of("--old", template.toString(), "--old-parameters", file("before.secrets", Map.copyOf(before))),
                after);
    }

    /** What is left when everything is deleted: the plan to a template without resources. */
    public Plan deletion(Map<String, String> before) {
        Path empty = folder.resolve("empty.yml");
        PrivateFile.write(empty, "ROSTemplateFormatVersion: '2015-09-01'\nResources: {}\n");
        return run(List.of(
                "--old",
                template.toString(),
                "--old-parameters",
                file("before.secrets", Map.copyOf(before)),
                "--new",
                empty.toString()));
    }

    private Plan plan(List<String> old, Map<String, String> parameters) {
        List<String> words = new ArrayList<>(old);
        words.addAll(List.of(
                "--new", template.toString(), "--parameters", file("parameters.secrets", Map.copyOf(parameters))));
        return run(words);
    }

    private Plan run(List<String> arguments) {
        List<String> words = new ArrayList<>(List.of(script()));
        words.addAll(arguments);
        words.addAll(List.of("--answers", file("answers.yml", answers)));
        Finished made = Tool.run(PLANNING, words.toArray(String[]::new));
        if (!made.succeeded()) {
            throw new LocalFailure(made.lastLine());
        }
        Map<String, Object> plan = new Yaml(new SafeConstructor(limits())).load(made.output());
        return Plan.of(plan);
    }

    private static LoaderOptions limits() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(64 << 20);
        return options;
    }

    private String file(String name, Map<String, ?> values) {
        Path file = folder.resolve(name);
        PrivateFile.write(file, new Yaml().dump(values));
        return file.toString();
    }

    private static String script() {
        return ProjectRoot.find().resolve("infra/ros/lint/plan.sh").toString();
    }
}
