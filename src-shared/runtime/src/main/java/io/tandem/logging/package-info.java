/** What the log lines of every service carry. */
package io.tandem.logging;
