package io.tandem.mysql;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether sessions that commit each statement and those that do not come to the same server. An address that splits reads from writes
 * sends the former to a replica: a check-back would not see what it has just written, and would be asked again and again.
 */
final class OneServer {

    /** The {@code server_uuid} that the last session of each kind came to. */
    private final Map<Boolean, String> servers = new ConcurrentHashMap<>();

    /** Whether this is the first session that came to another server than the last of the other kind. */
    boolean isSplitBy(boolean committing, String server) {
        String before = servers.put(committing, server);
        String other = servers.getOrDefault(!committing, server);
        return !server.equals(other) && !server.equals(before);
    }
}
