/**
 * The producer side of the Seata peer: begins the global transaction. Written as its documentation shows; changed only to
 * measure it fairly.
 */
package io.tandem.peer.seata.order;
