/** Build steps of the extension. Nothing of this runs in a service. */
package io.tandem.deployment;
