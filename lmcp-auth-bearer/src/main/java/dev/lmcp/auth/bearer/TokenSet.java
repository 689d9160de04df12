package dev.lmcp.auth.bearer;

import java.util.List;
import java.util.Optional;

/**
 * The tokens that are valid at the same time.
 *
 * @param tokens the tokens; all names and all digests are different
 */
record TokenSet(List<Token> tokens) {

    TokenSet {
        tokens = List.copyOf(tokens);
    }

    /** Finds a presented token. It compares all digests, so that the time does not depend on the tokens. */
    Optional<Token> find(String presented) {
        TokenDigest digest = TokenDigest.of(presented);
        Optional<Token> found = Optional.empty();
        for (Token token : tokens) {
            if (token.digest().equals(digest)) {
                found = Optional.of(token);
            }
        }
        return found;
    }

    boolean contains(Token token) {
        return tokens.contains(token);
    }
}
