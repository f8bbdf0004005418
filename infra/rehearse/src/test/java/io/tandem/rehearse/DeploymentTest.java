package io.tandem.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.local.process.ProjectRoot;
import io.tandem.local.process.Secrets;
import io.tandem.rehearse.network.Rule;
import io.tandem.rehearse.network.Site;
import io.tandem.rehearse.stack.SecretStore;
import io.tandem.rehearse.stack.SecurityRules;
import io.tandem.rehearse.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the rehearsal takes from the project's own template. */
class DeploymentTest {

    @TempDir
    Path folder;

    private Stack stack;

    @BeforeEach
    void createStack() throws IOException {
        Packages packages = new Packages(folder, "jvm", "1.2.3");
        for (String name : List.of("order-native", "logistics-native", "tandem-migrate")) {
            Files.writeString(folder.resolve(name + "-1.2.3-jvm.tar.gz"), name);
        }
        stack = Deployment.stack(
                ProjectRoot.find().resolve("infra/ros/tandem.yml"), packages, Secrets.in(folder.resolve("secrets")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MigrateCommand", "OrderCommand", "LogisticsCommand"})
    void rendersEveryCommandCompletelyAndWithoutASecret(String command) {
        String script = stack.command(command);

        assertThat(script)
                .contains("exec bash \"$inputs/deploy.sh\" \"$inputs\"")
                .doesNotContain("Fn::");
        assertThat(SecretStore.secrets(stack).values()).hasSize(5).noneMatch(script::contains);
    }

    @Test
    void tellsTheOrderServiceWhereEverythingIs() {
        assertThat(stack.command("OrderCommand"))
                .contains("MYSQL_SSL_MODE=required\n")
                .contains("LOGISTICS_URL=http://192.168.1.10:80\n")
                .contains("APP_DEMO_ROCKETMQ_USERNAME=rehearsal\n")
                .contains("/order-native-1.2.3-jvm.tar.gz\n");
    }

    @Test
    void opensOnlyTheOrderHostToTheWorld() {
        List<Rule> rules = SecurityRules.of(stack);

        assertThat(rules)
                .filteredOn(rule -> rule.source().equals("0.0.0.0/0"))
                .containsExactly(new Rule("0.0.0.0/0", Site.ORDER.address(), 80));
        assertThat(rules)
                .contains(
                        new Rule("192.168.0.0/24", Site.LOGISTICS.address(), 80),
                        new Rule("192.168.1.0/24", Site.DATA.address(), 3306));
    }

    @Test
    void letsEachRoleReadItsOwnSecretsOnly() {
        assertThat(SecretStore.secrets(stack).keySet())
                .containsAll(SecretStore.readableBy("LogisticsRole", stack))
                .containsAll(SecretStore.readableBy("OrderRole", stack));
        assertThat(SecretStore.readableBy("OrderRole", stack))
                .noneMatch(name -> name.endsWith("mysql-migrate") || name.endsWith("mysql-logistics"));
    }
}
