/**
 * The pattern most people would name instead: the message is written to a table in the order's own transaction, and a relay
 * publishes what it finds there. Same web layer, same pools, same message, same consumer as Tandem.
 */
package io.tandem.peer.outbox;
