package io.tandem.rehearse.stack;

import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.PrivateFile;
import io.tandem.local.process.ProjectRoot;
import io.tandem.rehearse.tool.Finished;
import io.tandem.rehearse.tool.Tool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The planner of {@code infra/ros/lint}, which knows what the service does with a template. */
public final class Planner {

    private static final Duration PLANNING = Duration.ofMinutes(5);

    /** A template, with the parameters that are not left at their defaults. */
    public record Given(Path template, Map<String, String> parameters) {}

    private final Map<String, Object> answers;
    private final Path folder;

    /**
     * @param answers attributes ({@code RocketMQ.VpcEndpoint}) and what ROS itself knows ({@code ALIYUN::Region})
     * @param folder for its inputs, which have passwords in them
     */
    public Planner(Map<String, Object> answers, Path folder) {
        this.answers = Map.copyOf(answers);
        this.folder = folder;
    }

    /** Installs what the planner needs, while there is a network. */
    public static void prepare(Path template) {
        Tool.run(PLANNING, script(), "--new", template.toString());
    }

    public Plan creation(Given stack) {
        return run(next(stack));
    }

    public Plan update(Given before, Given after) {
        return run(Stream.concat(old(before), next(after)));
    }

    /** What is left when everything is deleted: the plan to a template without resources. */
    public Plan deletion(Given before) {
        Path empty = folder.resolve("empty.yml");
        PrivateFile.write(empty, "ROSTemplateFormatVersion: '2015-09-01'\nResources: {}\n");
        return run(Stream.concat(old(before), next(new Given(empty, Map.of()))));
    }

    private Stream<String> old(Given stack) {
        return Stream.of(
                "--old",
                stack.template().toString(),
                "--old-parameters",
                file("before.secrets", Map.copyOf(stack.parameters())));
    }

    private Stream<String> next(Given stack) {
        return Stream.of(
                "--new",
                stack.template().toString(),
                "--parameters",
                file("parameters.secrets", Map.copyOf(stack.parameters())));
    }

    private Plan run(Stream<String> stacks) {
        String[] words = Stream.of(Stream.of(script()), stacks, Stream.of("--answers", file("answers.yml", answers)))
                .flatMap(each -> each)
                .toArray(String[]::new);
        Finished made = Tool.run(PLANNING, words);
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
