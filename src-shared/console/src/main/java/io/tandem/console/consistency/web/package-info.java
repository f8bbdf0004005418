/** The pages of the consistency console, and their words. */
package io.tandem.console.consistency.web;
