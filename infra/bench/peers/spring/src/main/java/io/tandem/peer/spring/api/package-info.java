/** The HTTP face of the Spring peer, the same contract as order-native. */
package io.tandem.peer.spring.api;
