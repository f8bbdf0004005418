/** What every request meets before any endpoint: headers, bodies, methods, cookies, draining. Knows nothing of sessions or pages. */
package io.tandem.web.http;
