/** MySQL as a child process: fetched, started, with Tandem's schema and accounts. Knows no RocketMQ and no services. */
package io.tandem.local.mysql;
