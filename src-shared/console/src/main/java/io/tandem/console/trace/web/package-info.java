/** The pages of the message trace, and their words. */
package io.tandem.console.trace.web;
