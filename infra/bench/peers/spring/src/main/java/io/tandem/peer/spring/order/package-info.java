/**
 * The producer of the Spring peer, with the published sample's check-back. Written as the samples are; changed only to
 * measure it fairly.
 */
package io.tandem.peer.spring.order;
