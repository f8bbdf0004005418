/** {@code make run}, {@code make stack} and Dev Services: servers and services together, kept up. */
package io.tandem.local.run;
