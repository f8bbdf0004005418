package io.tandem.deployment;

import io.tandem.transaction.TransactionMessages;
import io.tandem.transaction.TransactionTopic;
import jakarta.inject.Singleton;

/** The least service that sends. */
@Singleton
public class SenderOfPoints {

    final TransactionMessages messages;

    SenderOfPoints(@TransactionTopic("points") TransactionMessages messages) {
        this.messages = messages;
    }
}
