/** What a producing process adds to the protocol: admission of attempts, the producer's life, and publishing again. */
package io.tandem.producer;
