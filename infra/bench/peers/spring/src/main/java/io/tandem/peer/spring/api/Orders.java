package io.tandem.peer.spring.api;

/** Takes an order and sees to its shipment: each peer on Spring Boot in its own way. */
public interface Orders {

    /** Returns when the order is certain; a number that is taken fails with Spring's {@code DuplicateKeyException}. */
    OrderView place(PlaceOrderRequest order);
}
