package io.tandem.peer.spring.order;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The producer's process. */
@SpringBootApplication(
        scanBasePackages = {"io.tandem.peer.spring.order", "io.tandem.peer.spring.api", "io.tandem.peer.spring.web"})
public class OrderApplication {

    /** Settings come from the environment. */
    public static void main(String... args) {
        SpringApplication.run(OrderApplication.class, args);
    }
}
