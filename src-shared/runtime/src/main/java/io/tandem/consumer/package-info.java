/**
 * Receive, handle, settle: the loop of a consuming process, its verdicts, and the table {@code parked_message}, which only this
 * package writes.
 */
package io.tandem.consumer;
