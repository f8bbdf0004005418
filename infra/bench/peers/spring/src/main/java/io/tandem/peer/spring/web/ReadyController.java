package io.tandem.peer.spring.web;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Ready when the database answers; the starter does not let the context come up before the broker has. */
@RestController
class ReadyController {

    private final JdbcTemplate jdbc;

    ReadyController(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @GetMapping("/ready")
    String ready() {
        jdbc.queryForObject("SELECT 1", Integer.class);
        return "ready";
    }
}
