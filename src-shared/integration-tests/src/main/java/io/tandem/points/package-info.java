/** A third service, on the extension alone, as {@code docs/library.md} quotes it: change both. */
package io.tandem.points;
