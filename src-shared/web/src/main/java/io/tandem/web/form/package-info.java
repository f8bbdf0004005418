/** What comes from forms: proof that the form is ours, and numbers. */
package io.tandem.web.form;
