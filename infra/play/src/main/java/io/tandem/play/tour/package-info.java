/** The tutorial's verifications and the stories of {@code make demo}, one after the other, ticked by what is observed. */
package io.tandem.play.tour;
