package io.tandem.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.local.broker.CheckPace;
import io.tandem.local.mysql.Account;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Progress;
import io.tandem.local.process.ProjectRoot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StackConfigTest {

    @Test
    void needsNoSettingAtAll() {
        StackConfig config = from(Map.of());

        assertThat(config.folder().path()).isEqualTo(ProjectRoot.find().resolve(".run"));
        assertThat(config.ports().of(LocalPort.ORDER)).isEqualTo(8080);
        assertThat(config.ports().of(LocalPort.ORDER_MANAGEMENT)).isEqualTo(9080);
        assertThat(config.ports().of(LocalPort.LOGISTICS)).isEqualTo(8081);
        assertThat(config.ports().of(LocalPort.LOGISTICS_MANAGEMENT)).isEqualTo(9081);
        assertThat(config.ports().of(LocalPort.MYSQL)).isEqualTo(13306);
        assertThat(config.ports().of(LocalPort.ROCKETMQ)).isEqualTo(18081);
        assertThat(config.ports().of(LocalPort.NAME_SERVER)).isEqualTo(19876);
        assertThat(config.ports().of(LocalPort.BROKER)).isEqualTo(20911);
        assertThat(config.pace()).isEqualTo(CheckPace.FAST);
        assertThat(config.programs()).isSameAs(ServicePrograms.JVM);
        assertThat(config.demoUser()).isEqualTo("app_demo_user");
        assertThat(config.mySql()).isEmpty();
        assertThat(config.rocketMq()).isEmpty();
    }

    @Test
    void takesTheCloudsChecksTheNativeProgramsAndOtherPorts() {
        StackConfig config = from(Map.of("CHECK", "cloud", "MODE", "native", "ORDER_PORT", "18080"));

        assertThat(config.pace()).isEqualTo(CheckPace.CLOUD);
        assertThat(config.programs()).isSameAs(ServicePrograms.NATIVE);
        assertThat(config.ports().of(LocalPort.ORDER)).isEqualTo(18080);
    }

    @ParameterizedTest
    @CsvSource({"CHECK,slow", "MODE,docker", "ORDER_PORT,0", "ORDER_PORT,eighty", "LOCAL_BROKER_PORT,65536"})
    void refusesWhatItDoesNotKnowAndNamesIt(String name, String value) {
        assertThatThrownBy(() -> from(Map.of(name, value)))
                .isInstanceOf(LocalFailure.class)
                .hasMessageContaining(name)
                .hasMessageContaining(value);
    }

    @Test
    void usesSomebodyElsesMySqlWithAnAdministratorOrAnAccount() {
        assertThat(from(Map.of("MYSQL_HOST", "db", "MYSQL_ADMIN_USER", "a", "MYSQL_ADMIN_PASSWORD", "p"))
                        .mySql())
                .hasValueSatisfying(existing -> {
                    assertThat(existing.address().port()).isEqualTo(3306);
                    assertThat(existing.admin()).contains(new Account("a", "p"));
                });
        assertThat(from(Map.of("MYSQL_HOST", "db", "MYSQL_USER", "u", "MYSQL_PASSWORD", "p"))
                        .mySql())
                .hasValueSatisfying(existing -> assertThat(existing.user()).contains(new Account("u", "p")));
    }

    @Test
    void saysWhatIsMissingToUseSomebodyElsesMySql() {
        assertThatThrownBy(() -> from(Map.of("MYSQL_HOST", "db")))
                .isInstanceOf(LocalFailure.class)
                .hasMessageContaining("MYSQL_ADMIN_USER")
                .hasMessageContaining("unset MYSQL_HOST");
    }

    @Test
    void refusesAnotherRunsBrokerBesideADatabaseOfItsOwn() {
        Map<String, String> theirs = Map.of("APP_DEMO_ROCKETMQ_ENDPOINT", "127.0.0.1:18081");

        assertThatThrownBy(() -> from(theirs))
                .isInstanceOf(LocalFailure.class)
                .hasMessageContaining("ROCKETMQ_ORDER_TOPIC");
        Map<String, String> ours = new HashMap<>(theirs);
        ours.put("ROCKETMQ_ORDER_TOPIC", "MINE");
        assertThatThrownBy(() -> from(ours)).hasMessageContaining("ROCKETMQ_LOGISTIC_CONSUMER_GROUP");
        ours.put("ROCKETMQ_LOGISTIC_CONSUMER_GROUP", "MINE");
        assertThat(from(ours).rocketMq()).isPresent();
        assertThat(from(Map.of("APP_DEMO_ROCKETMQ_ENDPOINT", "rmq-cn-x.aliyuncs.com:8081"))
                        .rocketMq())
                .isPresent();
    }

    @Test
    void refusesAnotherRunsBrokerBesideAnotherDatabaseOfItsServer() {
        Map<String, String> theirs = new HashMap<>(Map.of(
                "APP_DEMO_ROCKETMQ_ENDPOINT", "127.0.0.1:18081",
                "MYSQL_HOST", "127.0.0.1",
                "MYSQL_ADMIN_USER", "root",
                "MYSQL_ADMIN_PASSWORD", "theirs"));
        assertThat(from(theirs).rocketMq()).isPresent();

        theirs.put("MYSQL_DB", "another_db");

        assertThatThrownBy(() -> from(theirs)).isInstanceOf(LocalFailure.class).hasMessageContaining("MYSQL_DB");
    }

    @Test
    void programsAreCopiedOnceForARun(@TempDir Path folder) {
        ServicePrograms other = (module, properties) -> List.of(module);

        assertThat(ServicePrograms.copied(other, folder)).isSameAs(other);
    }

    @Test
    void aProgramWithAnArchiveOfClassesStartsInItsOwnFolder(@TempDir Path checkout) throws Exception {
        Path target = Files.createDirectories(checkout.resolve("order-native/target/quarkus-app"))
                .getParent();
        ServicePrograms programs = ServicePrograms.builtIn(checkout);
        List<String> without = programs.commandLine("order-native", List.of());

        Path archive = Files.createFile(target.resolve("quarkus-app.jsa"));

        assertThat(without)
                .contains(target.resolve("quarkus-app/quarkus-run.jar").toString());
        assertThat(programs.commandLine("order-native", List.of()))
                .startsWith("env", "-C", target.resolve("quarkus-app").toString())
                .contains("-XX:SharedArchiveFile=" + archive)
                .endsWith("-jar", "quarkus-run.jar");
    }

    @Test
    void readsAPasswordFromTheFileThatIsNamedForIt(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("password"), "s3cret\n");

        assertThat(from(Map.of("APP_DEMO_PASSWORD_FILE", file.toString())).demoPassword())
                .contains("s3cret");
    }

    @Test
    void saysHowToGetANativeExecutableThatIsMissing() {
        assertThatThrownBy(() -> ServicePrograms.NATIVE.commandLine("infra/local/runner", List.of()))
                .isInstanceOf(LocalFailure.class)
                .hasMessageContaining("make native");
    }

    @Test
    void quotesForTheShell() {
        assertThat(EnvironmentFile.quoted("it's $HOME `x` \"y\"")).isEqualTo("'it'\\''s $HOME `x` \"y\"'");
    }

    private static StackConfig from(Map<String, String> environment) {
        return StackConfig.from(environment, Progress.SILENT);
    }
}
