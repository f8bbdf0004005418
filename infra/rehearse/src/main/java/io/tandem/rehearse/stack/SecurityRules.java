package io.tandem.rehearse.stack;

import static io.tandem.rehearse.stack.Template.map;

import io.tandem.rehearse.cloud.DataHost;
import io.tandem.rehearse.network.Rule;
import io.tandem.rehearse.network.Site;
import java.util.ArrayList;
import java.util.List;

/** The template's security groups and white lists, as rules of the rehearsal's router. */
public final class SecurityRules {

    private SecurityRules() {}

    public static List<Rule> of(Stack stack) {
        List<Rule> rules = new ArrayList<>();
        rules.addAll(ingress("OrderSecurityGroup", Site.ORDER, stack));
        rules.addAll(ingress("LogisticsSecurityGroup", Site.LOGISTICS, stack));
        for (String source :
                String.valueOf(stack.property("Database", "SecurityIPList")).split(",", -1)) {
            rules.add(new Rule(source, Site.DATA.address(), DataHost.MYSQL_PORT));
        }
        // An instance without an internet address is open to its own network.
        rules.add(new Rule(
                String.valueOf(stack.property("Vpc", "CidrBlock")),
                Site.DATA.addresses().get(1),
                DataHost.ROCKETMQ_PORT));
        return List.copyOf(rules);
    }

    private static List<Rule> ingress(String group, Site site, Stack stack) {
        return ((List<?>) stack.property(group, "SecurityGroupIngress"))
                .stream()
                        .map(rule -> new Rule(
                                String.valueOf(map(rule).get("SourceCidrIp")),
                                site.address(),
                                Integer.parseInt(String.valueOf(map(rule).get("PortRange"))
                                        .replaceFirst("/.*", ""))))
                        .toList();
    }
}
