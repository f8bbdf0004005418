/** The one client that pays orders under load: {@code make load}, {@code make bench} and {@code make faults} stand on it. */
package io.tandem.load.client;
