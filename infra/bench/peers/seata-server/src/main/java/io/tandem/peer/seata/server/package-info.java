/** What Seata's server lacks for running here: it would listen on every interface of the machine. */
package io.tandem.peer.seata.server;
