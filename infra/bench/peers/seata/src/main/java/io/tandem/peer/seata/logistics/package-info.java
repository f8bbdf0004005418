/** The consumer side of the Seata peer: a branch of the global transaction, called over HTTP. */
package io.tandem.peer.seata.logistics;
