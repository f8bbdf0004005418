/** Turns whatever went wrong, in the REST layer or below it, into a problem for programs or a page for people. */
package io.tandem.web.failure;
