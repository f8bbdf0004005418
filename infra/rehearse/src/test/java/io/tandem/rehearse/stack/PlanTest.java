package io.tandem.rehearse.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.rehearse.network.Rule;
import io.tandem.rehearse.network.Site;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What is read out of the planner's answer. */
class PlanTest {

    private static final String ANSWER = """
            {"steps": [
               {"wave": 1, "id": "Handle", "type": "ALIYUN::ROS::WaitConditionHandle", "action": "create", "changed": [], "notes": []},
               {"wave": 2, "id": "Command", "type": "ALIYUN::ECS::RunCommandOfLifespan", "action": "update", "notes": [],
                "changed": ["CommandContent"], "run": {"runs": true, "certain": true, "hosts": ["h"], "signals": ["Handle"]}},
               {"wave": 2, "id": "Wait", "type": "ALIYUN::ROS::WaitCondition", "action": "create", "changed": [], "notes": [],
                "wait": {"handle": "Handle", "signals": 1}}],
             "left": [], "faults": ["one"], "parameters": {"Name": "a"}, "outputs": {},
             "resources": {
               "Vpc": {"type": "ALIYUN::ECS::VPC", "properties": {"CidrBlock": "192.168.0.0/16"}},
               "Database": {"type": "ALIYUN::RDS::DBInstance", "properties": {"SecurityIPList": "192.168.0.0/24"}},
               "OrderSecurityGroup": {"type": "ALIYUN::ECS::SecurityGroup", "properties": {"SecurityGroupIngress": [
                 {"PortRange": "80/80", "SourceCidrIp": "0.0.0.0/0"}, {"PortRange": "9080/9080", "SourceGroupId": "<Migration>"}]}},
               "LogisticsSecurityGroup": {"type": "ALIYUN::ECS::SecurityGroup", "properties": {"SecurityGroupIngress": []}},
               "Secret": {"type": "ALIYUN::OOS::SecretParameter", "properties": {"SecretParameterName": "s-1", "Value": "v"}},
               "Role": {"type": "ALIYUN::RAM::Role", "properties": {"Policies": [{"PolicyDocument": {"Statement": [
                 {"Resource": ["acs:oos:r:a:secretparameter/s-1"]}, {"Resource": ["acs:kms:r:a:secret/*s-1*"]}]}}]}}}}
            """;

    private final Plan plan = Plan.of(new Yaml(new SafeConstructor(new LoaderOptions())).load(ANSWER));

    @Test
    void knowsWhatRunsAndWhatWaitsForIt() {
        assertThat(plan.steps()).extracting(Plan.Step::hosts).containsExactly(0, 1, 0);
        assertThat(plan.steps()).extracting(Plan.Step::handle).containsExactly("", "Handle", "Handle");
        assertThat(plan.steps()).extracting(Plan.Step::waits).containsExactly(false, false, true);
        assertThat(plan.steps().get(1).line())
                .isEqualTo(" 2 update  Command                CommandContent runs on 1 host");
        assertThat(plan.faults()).containsExactly("one");
        assertThat(plan.before()).isEmpty();
    }

    @Test
    void makesRulesOfSecurityGroupsAndWhiteLists() {
        assertThat(SecurityRules.of(plan.after()))
                .contains(
                        new Rule("0.0.0.0/0", Site.ORDER1.address(), 80),
                        new Rule(Site.MIGRATION.address(), Site.ORDER2.address(), 9080),
                        new Rule("192.168.0.0/24", Site.DATA.address(), 3306),
                        new Rule("192.168.0.0/16", Site.DATA.addresses().get(1), 8080))
                .noneMatch(rule -> rule.address().equals(Site.BALANCER.address()));
    }

    @Test
    void findsSecretsAndWhoMayReadThem() {
        assertThat(SecretStore.secrets(plan.after())).isEqualTo(Map.of("s-1", "v"));
        assertThat(SecretStore.readableBy("Role", plan.after())).isEqualTo(List.of("s-1"));
    }
}
