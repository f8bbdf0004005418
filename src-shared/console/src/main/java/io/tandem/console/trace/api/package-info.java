/** The JSON face of the message trace. */
package io.tandem.console.trace.api;
