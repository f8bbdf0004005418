package io.tandem.play.board;

/**
 * How a process is.
 *
 * @param id {@code order}, {@code logistics}, {@code rocketmq} or {@code mysql}
 * @param state {@code up}, {@code starting}, {@code stopped} (SIGSTOP) or {@code down}
 * @param pid of the process that is there, or was there last
 */
public record NodeState(String id, String state, long pid) {}
