/** Spans and log fields. Observes the protocol from outside; nothing in the protocol depends on what happens here. */
package io.tandem.observation;
