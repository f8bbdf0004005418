/** Child processes, their ports, pid files, folders and secrets. Knows no server; everything else here stands on it. */
package io.tandem.local.process;
