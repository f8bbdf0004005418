package io.tandem.play.act;

/**
 * Who pays for what in one act.
 *
 * @param other a second user, for acts that need one
 */
public record Parties(long user, long order, long other) {}
