package dev.lmcp.auth.bearer;

import dev.lmcp.spi.Secret;
import java.util.Optional;

/**
 * A token as an operator writes it.
 *
 * @param key where it stands, for messages
 * @param name its name
 * @param value the token, or {@code sha256:} and the digest in hexadecimal
 * @param scopes its scopes, separated by spaces or commas; absent for every scope
 * @param expiresAt when it ends, as in {@code 2027-01-31T00:00:00Z}
 */
record Entry(String key, String name, Secret value, Optional<String> scopes, Optional<String> expiresAt) {

    /** The token without further conditions that most servers have. */
    static Entry plain(String key, Secret value) {
        return new Entry(key, "default", value, Optional.empty(), Optional.empty());
    }
}
