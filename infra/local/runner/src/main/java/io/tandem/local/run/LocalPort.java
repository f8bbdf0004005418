package io.tandem.local.run;

import io.tandem.variables.ValueRule;
import io.tandem.variables.Variables;
import java.util.Optional;

/** The ports of a local run, each with the environment variable that moves it when something else holds it. */
public enum LocalPort {
    ORDER("ORDER_PORT", 8080, "order-native's pages and API"),
    ORDER_MANAGEMENT("ORDER_MANAGEMENT_PORT", 9080, "order-native's health and metrics"),
    LOGISTICS("LOGISTICS_PORT", 8081, "logistics-native's pages and API"),
    LOGISTICS_MANAGEMENT("LOGISTICS_MANAGEMENT_PORT", 9081, "logistics-native's health and metrics"),
    MYSQL("LOCAL_MYSQL_PORT", 13306, "MySQL"),
    ROCKETMQ("LOCAL_ROCKETMQ_PORT", 18081, "RocketMQ's gRPC proxy"),
    NAME_SERVER("LOCAL_NAMESRV_PORT", 19876, "RocketMQ's name server"),
    BROKER("LOCAL_BROKER_PORT", 20911, "RocketMQ's broker, which also takes the port two below");

    private final String variable;
    private final int standard;
    private final String purpose;

    LocalPort(String variable, int standard, String purpose) {
        this.variable = variable;
        this.standard = standard;
        this.purpose = purpose;
    }

    int standard() {
        return standard;
    }

    Optional<Integer> given(Variables variables) {
        return variables.optional(variable, ValueRule.PORT).map(Integer::valueOf);
    }

    /** That port, what it is for, and how to choose another. */
    String taken(int port) {
        return "Port " + port + " (" + purpose + ", " + variable + ") is in use";
    }
}
