package io.tandem.peer.seata.logistics;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The service that is called. */
@SpringBootApplication(scanBasePackages = {"io.tandem.peer.seata.logistics", "io.tandem.peer.spring.web"})
public class LogisticsApplication {

    /** Settings come from the environment. */
    public static void main(String... args) {
        SpringApplication.run(LogisticsApplication.class, args);
    }
}
