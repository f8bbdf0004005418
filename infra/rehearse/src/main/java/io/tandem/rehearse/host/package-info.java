/** Hosts that can be switched on and off: containers with systemd, or, where that cannot run, without. */
package io.tandem.rehearse.host;
