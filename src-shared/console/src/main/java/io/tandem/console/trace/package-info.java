/**
 * What became of a message, step by step: put together from the rows that decide and from what was written beside them. Reads only,
 * through the owners of the tables.
 */
package io.tandem.console.trace;
