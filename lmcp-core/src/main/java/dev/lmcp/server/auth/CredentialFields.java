package dev.lmcp.server.auth;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The header fields that are hidden from tools: fields that always hold credentials, fields that an authenticator has
 * read, and fields of the protocol.
 *
 * <p>Safe for concurrent use.
 */
final class CredentialFields {

    private static final List<String> ALWAYS =
            List.of("Authorization", "Proxy-Authorization", "Cookie", "Cookie2", "DPoP");

    /** The prefix of fields that repeat the message or name a session. They differ between the eras. */
    private static final String PROTOCOL_PREFIX = "Mcp-";

    /** The maximum number of fields that authenticators read. If they read so many, all fields are hidden. */
    private static final int MAX_READ = 64;

    private final List<String> read = new CopyOnWriteArrayList<>();

    /** Records that an authenticator has read this field. */
    void addRead(String name) {
        if (!contains(read, name) && read.size() < MAX_READ) {
            read.add(name);
        }
    }

    boolean contains(String name) {
        return name.regionMatches(true, 0, PROTOCOL_PREFIX, 0, PROTOCOL_PREFIX.length())
                || contains(ALWAYS, name)
                || read.size() >= MAX_READ
                || contains(read, name);
    }

    private static boolean contains(List<String> names, String name) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }
}
