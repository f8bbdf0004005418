package io.tandem.redelivery;

import io.tandem.transaction.OutgoingMessage;

/**
 * A committed message that is to be published again.
 *
 * @param times how often it was published again before
 */
record DueMessage(OutgoingMessage message, int times) {}
