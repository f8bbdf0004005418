/** The shape of a refusal: problem details as of RFC 9457. Depends on nothing. */
package io.tandem.web.problem;
