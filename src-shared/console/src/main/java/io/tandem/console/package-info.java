/**
 * The console of any service that has the extension. Here: what it asks of the service ({@link io.tandem.console.BusinessRows}). It
 * names no table of a service, and reads the library's tables through the classes that own them.
 */
package io.tandem.console;
