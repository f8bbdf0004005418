/** The consumer of the Spring peer. */
package io.tandem.peer.spring.logistics;
