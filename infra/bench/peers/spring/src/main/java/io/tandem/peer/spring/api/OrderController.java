package io.tandem.peer.spring.api;

import java.net.URI;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The same address and JSON as Tandem's, for all peers on Spring Boot. */
@RestController
class OrderController {

    private final Orders orders;

    OrderController(Orders orders) {
        this.orders = orders;
    }

    @PostMapping("/api/orders")
    ResponseEntity<OrderView> place(@RequestBody PlaceOrderRequest body) {
        if (body.userId() < 1 || body.orderId() < 1) {
            return ResponseEntity.badRequest().build();
        }
        OrderView placed = orders.place(body);
        return ResponseEntity.created(URI.create("/api/orders/" + placed.orderId()))
                .body(placed);
    }

    @ExceptionHandler
    ProblemDetail exists(DuplicateKeyException duplicate) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "The order exists already");
    }
}
