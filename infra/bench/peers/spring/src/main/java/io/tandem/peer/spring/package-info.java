/**
 * What a user would write with the published starter: half message, one insert, commit, and a checker that looks for the order.
 * It has the known holes of that (see the README), and none of Tandem's ledger, trace, sessions or problem answers.
 */
package io.tandem.peer.spring;
