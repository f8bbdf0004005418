/**
 * Links between a process and a server that break on purpose, and row locks that are held on purpose. Nothing here starts
 * a server.
 */
package io.tandem.local.fault;
