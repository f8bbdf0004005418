/**
 * {@code make play}: the real services and servers, faults at the press of a button, and a page that shows how everything heals. The
 * services know nothing of it: what is broken is broken by the links and rules of {@code io.tandem.faults}.
 */
package io.tandem.play;
