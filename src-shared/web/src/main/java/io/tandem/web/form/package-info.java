/** What callers write: proof that the form is ours, numbers, and how strict JSON is. */
package io.tandem.web.form;
