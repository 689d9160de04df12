package dev.lmcp.server.legacy;

import dev.lmcp.ClientInfo;
import dev.lmcp.server.call.ClientCapabilities;
import java.util.Optional;
import java.util.UUID;

/**
 * The facts of a session that never change. Its id carries them, so their size is bounded.
 *
 * @param number tells the sessions of one owner apart
 * @param version the negotiated revision
 * @param client the client, with texts of a bounded size
 * @param capabilities the capabilities of the client, as {@link CapabilityBits} keeps them
 * @param opened the time of the {@code initialize}, in milliseconds
 */
record SessionFacts(
        UUID number, String version, Optional<ClientInfo> client, ClientCapabilities capabilities, long opened) {

    /** The maximum size of the name and the title of a client, in bytes. */
    private static final int MAX_NAME = 256;

    /** The maximum size of the version of a client, in bytes. */
    private static final int MAX_VERSION = 128;

    /** Returns the facts of a new session. Cuts the texts of the client: the client must not decide how long an id is. */
    static SessionFacts of(String version, Optional<ClientInfo> client, ClientCapabilities capabilities, long opened) {
        return new SessionFacts(
                UUID.randomUUID(),
                version,
                client.map(SessionFacts::cut),
                CapabilityBits.of(capabilities).capabilities(),
                opened);
    }

    private static ClientInfo cut(ClientInfo client) {
        ClientInfo cut = ClientInfo.of(cut(client.name(), MAX_NAME), cut(client.version(), MAX_VERSION));
        return client.title().map(title -> cut.withTitle(cut(title, MAX_NAME))).orElse(cut);
    }

    /** Cuts a text to a size in the bytes of {@link java.io.DataOutput#writeUTF}, and never between two surrogates. */
    private static String cut(String text, int maxBytes) {
        int bytes = 0;
        for (int at = 0; at < text.length(); at++) {
            char next = text.charAt(at);
            bytes += next != 0 && next < 0x80 ? 1 : next < 0x800 ? 2 : 3;
            if (bytes > maxBytes) {
                int end = at > 0 && Character.isHighSurrogate(text.charAt(at - 1)) ? at - 1 : at;
                // a copy, so that the long text can be garbage-collected
                return new String(text.substring(0, end).toCharArray());
            }
        }
        return text;
    }
}
