/** What became of a message, step by step: put together from the rows that decide and from what was written beside them. */
package io.tandem.console.trace;
