package io.tandem.peer.spring.api;

/** What a caller sends. */
public record PlaceOrderRequest(long userId, long orderId) {}
