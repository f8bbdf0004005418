package io.tandem.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

/** compose.yaml uses the names and numbers of the contract that the ROS template, units and programs are held against as well. */
class ComposeTest {

    private static Map<String, Object> compose;
    private static Map<String, Object> contract;

    @BeforeAll
    static void read() throws IOException {
        compose = new Yaml().load(Files.readString(Shell.inProject("compose.yaml")));
        contract = new Yaml().load(Files.readString(Shell.inProject("infra/ros/contract.yml")));
    }

    @ParameterizedTest
    @CsvSource({"order, order-native", "logistics, logistics-native", "migrate, tandem-migrate"})
    void eachProgramIsToldWhatItsPackageAsksFor(String service, String program) throws IOException {
        Set<String> told = environment(service).keySet().stream()
                .filter(name -> !name.endsWith("_FILE"))
                .collect(Collectors.toSet());

        assertThat(told).isEqualTo(settings(program));
        assertThat(strings(program(program).get("settings"))).containsAll(told);
        assertThat(text(service, "image")).startsWith("tandem/" + program + ":");
    }

    @ParameterizedTest
    @CsvSource({"order, order-native", "logistics, logistics-native", "migrate, tandem-migrate"})
    void secretsComeFromFiles(String service, String program) {
        Set<String> secrets = new TreeSet<>(map(program(program), "secrets").keySet());
        // This broker has no accounts.
        secrets.remove("APP_DEMO_ROCKETMQ_PASSWORD");
        Map<String, String> files = environment(service).entrySet().stream()
                .filter(each -> each.getKey().endsWith("_FILE"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

        assertThat(files.keySet().stream().map(name -> name.replaceFirst("_FILE$", "")))
                .containsExactlyInAnyOrderElementsOf(secrets);
        assertThat(files.values().stream().map(path -> path.replaceFirst("^/run/secrets/", "")))
                .containsExactlyInAnyOrderElementsOf(list(service, "secrets"))
                .allSatisfy(secret -> assertThat(map(compose, "secrets")).containsKey(secret));
    }

    @ParameterizedTest
    @CsvSource({"order, order-native", "logistics, logistics-native"})
    void portsAreThePrograms(String service, String program) throws IOException {
        Properties settings = new Properties();
        try (var reader =
                Files.newBufferedReader(Shell.inProject(program + "/src/main/resources/application.properties"))) {
            settings.load(reader);
        }
        String port = settings.getProperty("quarkus.http.port");

        assertThat(list(service, "ports")).containsExactly("127.0.0.1:" + port + ":" + port);
        if (service.equals("logistics")) {
            assertThat(environment("order")).containsEntry("LOGISTICS_URL", "http://logistics:" + port);
        }
    }

    @Test
    void databaseAndAccountsAreTheOnesThatAreMadeAndGranted() throws IOException {
        String accounts = Files.readString(Shell.inProject("infra/package/compose/accounts.sh"));

        assertThat(environment("mysql")).containsEntry("MYSQL_DATABASE", "" + contract.get("database"));
        for (String service : List.of("order", "logistics", "migrate")) {
            Map<String, String> told = environment(service);
            assertThat(told)
                    .containsEntry("MYSQL_DB", "" + contract.get("database"))
                    .containsEntry("MYSQL_HOST", "mysql");
            String secret = told.get("MYSQL_PASSWORD_FILE").replaceFirst("^/run/secrets/", "");
            assertThat(accounts).contains("account " + told.get("MYSQL_USER") + " " + secret + "\n");
            assertThat(list("mysql", "secrets")).contains(secret);
        }
        String order = "" + program("order-native").get("account");
        String logistics = "" + program("logistics-native").get("account");
        assertThat(environment("order")).containsEntry("MYSQL_USER", order);
        assertThat(environment("logistics")).containsEntry("MYSQL_USER", logistics);
        assertThat(environment("migrate"))
                .containsEntry("MYSQL_ORDER_USER", order)
                .containsEntry("MYSQL_LOGISTICS_USER", logistics);
        assertThat(Shell.inProject("infra/package/compose/accounts.sh"))
                .as("or MySQL's image would read it into its own script")
                .isExecutable();
    }

    @Test
    void theTopicTakesTransactionMessagesAndTheGroupRetries() {
        assertThat(list("rocketmq-topic", "command").get(2))
                .contains("-t " + contract.get("topic") + " -a +message.type=TRANSACTION")
                .contains("-g " + contract.get("group") + " -r " + contract.get("retries"));
    }

    @Test
    void dockerUnderstandsIt() {
        Shell.assumeThat(
                Shell.run("bash", "-c", "docker compose version").status() == 0,
                "compose.yaml by docker compose config",
                "docker compose is not installed");

        Shell.run("docker", "compose", "--file", Shell.inProject("compose.yaml"), "config", "--quiet")
                .succeeded();
    }

    private static Set<String> settings(String program) throws IOException {
        Path example = Shell.inProject("infra/systemd/examples/" + program + ".env");
        return Files.readAllLines(example).stream()
                .filter(line -> line.matches("[A-Z_]+=.*"))
                .map(line -> line.substring(0, line.indexOf('=')))
                .collect(Collectors.toSet());
    }

    private static Map<String, Object> service(String name) {
        return map(map(compose, "services"), name);
    }

    private static Map<String, String> environment(String service) {
        return map(service(service), "environment").entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> "" + each.getValue()));
    }

    private static String text(String service, String key) {
        return "" + service(service).get(key);
    }

    private static List<String> list(String service, String key) {
        return strings(service(service).get(key));
    }

    private static List<String> strings(Object list) {
        return ((List<?>) list).stream().map(Object::toString).toList();
    }

    private static Map<String, Object> program(String name) {
        return map(map(contract, "programs"), name);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> in, String key) {
        return (Map<String, Object>) in.get(key);
    }
}
