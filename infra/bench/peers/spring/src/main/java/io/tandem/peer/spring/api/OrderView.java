package io.tandem.peer.spring.api;

/** What it gets. */
public record OrderView(String attemptId, long userId, long orderId, String status) {}
