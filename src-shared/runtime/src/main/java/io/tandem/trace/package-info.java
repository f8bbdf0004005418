/** What happened to a message, for people: kept apart from what decides. */
package io.tandem.trace;
