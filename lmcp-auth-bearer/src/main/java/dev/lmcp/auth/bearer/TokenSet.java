package dev.lmcp.auth.bearer;

import java.util.List;
import java.util.Optional;

/**
 * The tokens that are valid together.
 *
 * @param tokens no two of one name or of one digest
 */
record TokenSet(List<Token> tokens) {

    TokenSet {
        tokens = List.copyOf(tokens);
    }

    /** Finds the token that was presented, having compared every one, so that time tells nothing about any. */
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

    boolean holds(Token token) {
        return tokens.contains(token);
    }
}
