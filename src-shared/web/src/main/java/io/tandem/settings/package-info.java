/** Settings of the services, under the names of the original system: checked before the start, and secrets read as they stand. */
package io.tandem.settings;
