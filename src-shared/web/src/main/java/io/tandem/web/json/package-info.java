/** How strict JSON is. */
package io.tandem.web.json;
