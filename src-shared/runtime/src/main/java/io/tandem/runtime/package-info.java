/** The extension itself: what the build steps record, and the settings they read. Wires the other packages; no package knows this one. */
package io.tandem.runtime;
