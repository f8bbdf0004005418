/** What is done at the press of a button, and the waiting until it has healed. */
package io.tandem.play.act;
