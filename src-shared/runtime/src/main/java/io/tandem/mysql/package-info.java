/** The connection to MySQL: session settings that the protocol depends on, and what each of its failures means. */
package io.tandem.mysql;
