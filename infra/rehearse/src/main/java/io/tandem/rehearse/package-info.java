/** The story that {@code make rehearse} tells: what a stack does, on hosts in network namespaces. */
package io.tandem.rehearse;
