package io.tandem.peer.spring.logistics;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The consumer's process. */
@SpringBootApplication(scanBasePackages = {"io.tandem.peer.spring.logistics", "io.tandem.peer.spring.web"})
public class LogisticsApplication {

    /** Settings come from the environment. */
    public static void main(String... args) {
        SpringApplication.run(LogisticsApplication.class, args);
    }
}
