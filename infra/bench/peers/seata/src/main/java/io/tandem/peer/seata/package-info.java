/**
 * One global transaction over two services, as Seata's makers would write it: the order is inserted, the logistics service is called
 * and inserts the shipment, and the caller is answered when both are certain. There is no message: while logistics is away, no order
 * is taken. Each insert is a branch that commits by itself, with a row in {@code undo_log} from which it would be undone, and with
 * the new row locked at the coordinator until the whole is decided.
 */
package io.tandem.peer.seata;
