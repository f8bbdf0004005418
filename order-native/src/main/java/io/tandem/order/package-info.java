/**
 * Paying an order: the use case, its outcomes, and the table {@code orders}, which no other package writes. Knows no HTTP;
 * begin with {@code PlaceOrder}.
 */
package io.tandem.order;
