package io.tandem.rehearse.network;

import io.tandem.local.process.LocalFailure;
import io.tandem.rehearse.tool.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What the router of a VPC lets through: what a rule allows and nothing else. It also translates the public address. */
public final class SecurityGroups {

    private SecurityGroups() {}

    /** From here on. */
    public static void enforce(List<Rule> rules, Namespaces namespaces, Path file) {
        try {
            Files.writeString(file, ruleset(rules));
        } catch (IOException failure) {
            throw new LocalFailure("Cannot write " + file + ": " + failure.getMessage(), failure);
        }
        Tool.run(Namespaces.inside(namespaces.router(), List.of("nft", "--file", file.toString()))
                .toArray(String[]::new));
    }

    private static String ruleset(List<Rule> rules) {
        return """
                add table ip vpc
                delete table ip vpc
                table ip vpc {
                  chain between-hosts {
                    type filter hook forward priority filter; policy drop;
                    ct state established,related accept
                    %s
                  }
                  chain to-the-cloud {
                    type filter hook input priority filter; policy drop;
                    ct state established,related accept
                    ip saddr 192.168.0.0/16 ip daddr %s accept
                  }
                  chain public-address {
                    type nat hook prerouting priority dstnat;
                    ip daddr %s dnat to %s
                    ip daddr %s dnat to %s
                  }
                }
                """.formatted(
                        rules.stream().map(Rule::nft).collect(Collectors.joining("\n    ")),
                        Site.METADATA_ADDRESS,
                        Site.PUBLIC_ADDRESS,
                        Site.ORDER1.address(),
                        Site.BALANCER_ADDRESS,
                        Site.BALANCER.address());
    }
}
