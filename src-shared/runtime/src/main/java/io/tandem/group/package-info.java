/**
 * Lets attempts that wait share one half message, one local transaction and one commit. A layer above the protocol, which it leaves as
 * it is: to the ledger and to the broker a group is its first member's attempt. See docs/decisions/0033.
 */
package io.tandem.group;
