/** The JSON face of the consistency console. */
package io.tandem.console.consistency.api;
