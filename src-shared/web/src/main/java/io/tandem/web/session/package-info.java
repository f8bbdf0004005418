/** Who is calling: sign-in, sessions, and the slowing down of guessing. */
package io.tandem.web.session;
