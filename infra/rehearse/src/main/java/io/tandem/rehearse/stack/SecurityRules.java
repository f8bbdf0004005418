package io.tandem.rehearse.stack;

import static io.tandem.rehearse.stack.Stack.map;

import io.tandem.rehearse.cloud.DataHost;
import io.tandem.rehearse.network.Rule;
import io.tandem.rehearse.network.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The template's security groups and white lists, as rules of the rehearsal's router. */
public final class SecurityRules {

    private static final String ANYBODY = "0.0.0.0/0";
    private static final int HTTP = 80;

    private SecurityRules() {}

    public static List<Rule> of(Stack stack) {
        List<Rule> rules = new ArrayList<>();
        for (Site site : List.of(Site.ORDER1, Site.ORDER2)) {
            rules.addAll(ingress("OrderSecurityGroup", site, stack));
        }
        for (Site site : List.of(Site.LOGISTICS1, Site.LOGISTICS2)) {
            rules.addAll(ingress("LogisticsSecurityGroup", site, stack));
        }
        for (String source :
                String.valueOf(stack.property("Database", "SecurityIPList")).split(",", -1)) {
            rules.add(new Rule(source, Site.DATA.address(), DataHost.MYSQL_PORT));
        }
        String network = String.valueOf(stack.property("Vpc", "CidrBlock"));
        // An instance without an internet address is open to its own network.
        rules.add(new Rule(network, Site.DATA.addresses().get(1), DataHost.ROCKETMQ_PORT));
        if (stack.has("OrderLoadBalancer")) {
            rules.add(new Rule(ANYBODY, Site.BALANCER.address(), HTTP));
        }
        if (stack.has("LogisticsLoadBalancer")) {
            rules.add(new Rule(network, Site.BALANCER.addresses().get(1), HTTP));
        }
        return List.copyOf(rules);
    }

    private static List<Rule> ingress(String group, Site site, Stack stack) {
        return ((List<?>) stack.property(group, "SecurityGroupIngress"))
                .stream()
                        .map(rule -> new Rule(
                                source(map(rule)),
                                site.address(),
                                Integer.parseInt(String.valueOf(map(rule).get("PortRange"))
                                        .replaceFirst("/.*", ""))))
                        .toList();
    }

    /** Addresses, or the hosts of another group: that of the migration host is the only one that is named. */
    private static String source(Map<String, Object> rule) {
        Object addresses = rule.get("SourceCidrIp");
        return addresses == null ? Site.MIGRATION.address() : String.valueOf(addresses);
    }
}
