/** What is asked of logistics-native on behalf of a caller: its page and its API under order-native's address. */
package io.tandem.order.forward;
