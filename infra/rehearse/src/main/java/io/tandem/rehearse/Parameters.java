package io.tandem.rehearse;

import io.tandem.local.process.Secrets;
import io.tandem.rehearse.cloud.Bucket;
import io.tandem.rehearse.cloud.DataHost;
import io.tandem.rehearse.network.Site;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the creator of the stack fills in, and what the cloud answers. */
final class Parameters {

    private static final String REGION = "cn-hangzhou";
    private static final String DATABASE_NAME = "rm-rehearsal.mysql.rds.aliyuncs.com";
    private static final String MESSAGING_NAME = "rmq-rehearsal.cn-hangzhou.rmq.aliyuncs.com";
    private static final String MESSAGING_USER = "rehearsal";

    /** Whatever the template allows in its passwords, so that a shell which sees one stumbles. */
    private static final String EVERYTHING = "Aa1!@#$%^&*()_+-=";

    /** In RocketMQ's, that is any visible character. */
    private static final String RATHER_MORE = "Aa1'\"`$(id)\\;&|<>~*?[]{}#%!";

    private final Secrets secrets;

    Parameters(Secrets secrets) {
        this.secrets = secrets;
    }

    /** The passwords; what else has no default that holds everywhere; and an account of RocketMQ, with a password that hurts. */
    Map<String, String> ofStack() {
        Map<String, String> given = new LinkedHashMap<>();
        given.put("ZoneId", "cn-hangzhou-k");
        given.put("InstancePassword", password("ecs"));
        given.put("DBPassword", password("migration"));
        given.put("OrderDBPassword", password("order"));
        given.put("LogisticsDBPassword", password("logistics"));
        given.put("AppDemoPassword", password("demo"));
        given.put("RocketMQUserName", MESSAGING_USER);
        given.put("RocketMQPassword", messagingPassword());
        return given;
    }

    /** What the servers behind RDS and RocketMQ begin with; accounts of the database come with the stack. */
    Map<String, String> ofServers() {
        return Map.of(
                "mysql.address", Site.DATA.address(),
                "mysql.database", "rocketmq_transaction_db",
                "rocketmq.address", Site.DATA.addresses().get(1),
                "rocketmq.user", MESSAGING_USER,
                "rocketmq.password", messagingPassword());
    }

    /** The cloud's name service. */
    static List<String> names() {
        return List.of(
                Site.DATA.address() + " " + DATABASE_NAME,
                Site.DATA.addresses().get(1) + " " + MESSAGING_NAME,
                Site.METADATA_ADDRESS + " " + Bucket.NAME);
    }

    static Map<String, Object> answers() {
        Map<String, Object> answers = new TreeMap<>();
        answers.put("ALIYUN::Region", REGION);
        answers.put("ALIYUN::StackName", "tandem-rehearsal");
        answers.put("ALIYUN::StackId", "4c0f7a3e-0000-4000-8000-rehearsal");
        answers.put("ALIYUN::AccountId", "1000000000000000");
        answers.put("Database.InnerConnectionString", DATABASE_NAME);
        answers.put("Database.InnerPort", Integer.toString(DataHost.MYSQL_PORT));
        answers.put("RocketMQ.VpcEndpoint", MESSAGING_NAME + ":" + DataHost.ROCKETMQ_PORT);
        answers.put("OrderLoadBalancer.IpAddress", Site.BALANCER_ADDRESS);
        answers.put("LogisticsLoadBalancer.IpAddress", Site.BALANCER.addresses().get(1));
        Cloud.SITES.forEach((host, site) -> {
            answers.put(host + ".InstanceIds", List.of(host));
            answers.put(host + ".PrivateIps", List.of(site.address()));
        });
        answers.put("OrderHost1.PublicIps", List.of(Site.PUBLIC_ADDRESS));
        for (String revision : List.of("A", "B")) {
            for (String handle : List.of("MigratedHandle" + revision, "ReadyHandle" + revision)) {
                answers.put(handle + ".CurlCli", curl(handle));
            }
            answers.put(
                    "OrderAccount" + revision + ".AccountName", "tandem_order_" + revision.toLowerCase(Locale.ROOT));
            answers.put(
                    "LogisticsAccount" + revision + ".AccountName",
                    "tandem_logistics_" + revision.toLowerCase(Locale.ROOT));
        }
        return answers;
    }

    private String messagingPassword() {
        return RATHER_MORE + secrets.get("rocketmq").substring(0, 16);
    }

    private String password(String name) {
        return EVERYTHING + secrets.get(name).replaceAll("[^A-Za-z0-9]", "x").substring(0, 13);
    }

    /** As a wait condition's handle has it, with another address. */
    private static String curl(String handle) {
        return "curl -X POST -H 'Content-Type: application/json' -H 'Accept: application/json' http://"
                + Site.METADATA_ADDRESS + "/signal/" + handle;
    }
}
