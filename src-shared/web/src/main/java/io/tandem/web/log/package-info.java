/** Text from outside, made fit for the log. */
package io.tandem.web.log;
