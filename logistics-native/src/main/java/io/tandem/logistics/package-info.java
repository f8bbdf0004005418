/** Shipments: the handler of paid orders, and the table {@code logistics}, which no other package writes. Knows no HTTP. */
package io.tandem.logistics;
