/** What the page shows: observed, and sent to every browser whenever it changes. */
package io.tandem.play.board;
