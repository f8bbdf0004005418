package io.tandem.peer.seata.order;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Where global transactions begin and end. */
@SpringBootApplication(
        scanBasePackages = {"io.tandem.peer.seata.order", "io.tandem.peer.spring.api", "io.tandem.peer.spring.web"})
public class OrderApplication {

    /** Settings come from the environment. */
    public static void main(String... args) {
        SpringApplication.run(OrderApplication.class, args);
    }
}
