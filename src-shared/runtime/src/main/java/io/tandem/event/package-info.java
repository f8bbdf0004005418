/** What the services say to each other. */
package io.tandem.event;
