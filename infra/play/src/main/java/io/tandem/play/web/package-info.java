/** One page on the loopback interface, the state as server-sent events, and buttons that only this page may press. */
package io.tandem.play.web;
