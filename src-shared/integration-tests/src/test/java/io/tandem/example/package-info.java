/** A third service that sends its own transaction messages, as {@code docs/library.md} tells it. Quoted there: change both. */
package io.tandem.example;
