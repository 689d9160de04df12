package dev.lmcp.server;

import dev.lmcp.spi.Headers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The header fields that hold credentials, which no tool gets to see: those that always do, and those that an authenticator
 * has asked for.
 *
 * <p>Safe for concurrent use.
 */
final class CredentialFields {

    private static final List<String> ALWAYS =
            List.of("Authorization", "Proxy-Authorization", "Cookie", "Cookie2", "DPoP");

    /** The fields of the protocol itself, which repeat the message or name a session. */
    private static final String PROTOCOL = "Mcp-";

    /** An authenticator asks for few names; one that asks for ever new ones hides all fields. */
    private static final int MAX_ASKED = 64;

    private static final int MAX_LINES = 64;
    private static final int MAX_CHARACTERS = 8 * 1024;

    private final List<String> asked = new CopyOnWriteArrayList<>();

    /** Records that an authenticator reads this field. */
    void asked(String name) {
        if (!contains(asked, name) && asked.size() < MAX_ASKED) {
            asked.add(name);
        }
    }

    /** Returns the fields that tools may see, as many as fit. */
    Headers visible(Headers all) {
        if (asked.size() >= MAX_ASKED) {
            return Headers.none();
        }
        Visible visible = new Visible();
        all.forEach(visible::add);
        return visible.builder.build();
    }

    private boolean isHidden(String name) {
        return name.regionMatches(true, 0, PROTOCOL, 0, PROTOCOL.length())
                || contains(ALWAYS, name)
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

    private final class Visible {

        private final Headers.Builder builder = Headers.builder();
        private int lines;
        private int characters;

        void add(String name, String value) {
            int size = name.length() + value.length();
            if (lines < MAX_LINES && characters + size <= MAX_CHARACTERS && !isHidden(name)) {
                builder.add(name, value);
                lines++;
                characters += size;
            }
        }
    }
}
