/** How the parts of the system are, for the strip on every page. It knows no part but the readiness checks: others are sources. */
package io.tandem.web.status;
