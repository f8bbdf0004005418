/** What every request meets before any endpoint: headers, bodies, methods, cookies, draining; and its text, made fit for the log. Knows nothing of sessions or pages. */
package io.tandem.web.http;
