package dev.lmcp.server;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The header fields that no tool gets to see: those that always hold credentials, those that an authenticator has asked
 * for, and those of the protocol itself.
 *
 * <p>Safe for concurrent use.
 */
final class CredentialFields {

    private static final List<String> ALWAYS =
            List.of("Authorization", "Proxy-Authorization", "Cookie", "Cookie2", "DPoP");

    /** These repeat the message or name a session, and differ between the eras. */
    private static final String PROTOCOL = "Mcp-";

    /** An authenticator asks for few names; one that asks for ever new ones hides all fields. */
    private static final int MAX_ASKED = 64;

    private final List<String> asked = new CopyOnWriteArrayList<>();

    /** Records that an authenticator reads this field. */
    void asked(String name) {
        if (!contains(asked, name) && asked.size() < MAX_ASKED) {
            asked.add(name);
        }
    }

    boolean contains(String name) {
        return name.regionMatches(true, 0, PROTOCOL, 0, PROTOCOL.length())
                || contains(ALWAYS, name)
                || asked.size() >= MAX_ASKED
                || contains(asked, name);
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
