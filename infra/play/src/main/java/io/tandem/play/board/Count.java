package io.tandem.play.board;

/**
 * What is in the tables.
 *
 * @param unshipped orders that wait for their shipment
 * @param stray shipments without their order, or to another user than the order's
 */
public record Count(long orders, long shipments, long unshipped, long stray, long commits, long rollbacks) {}
