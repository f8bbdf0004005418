/**
 * What order-native says and logistics-native hears: a record and its JSON form, versioned. Neither service knows the other; both
 * know this, and it knows of the library only the attempt id.
 */
package io.tandem.event;
