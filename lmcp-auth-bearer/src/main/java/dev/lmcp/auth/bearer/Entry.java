package dev.lmcp.auth.bearer;

import dev.lmcp.spi.Secret;
import java.util.Optional;

/**
 * A token as the operator writes it.
 *
 * @param key the key of the setting that has it, for messages
 * @param name its name
 * @param value the token, or {@code sha256:} and the digest in hexadecimal
 * @param scopes its scopes, separated by spaces or commas; empty for every scope
 * @param expiresAt when it expires, as in {@code 2027-01-31T00:00:00Z}
 */
record Entry(String key, String name, Secret value, Optional<String> scopes, Optional<String> expiresAt) {

    /** Returns the entry of the default token, with every scope and without an expiry. */
    static Entry plain(String key, Secret value) {
        return new Entry(key, "default", value, Optional.empty(), Optional.empty());
    }
}
