package dev.lmcp.auth.bearer;

import dev.lmcp.Scopes;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Turns what operators write into tokens, and refuses what could be guessed, mistyped or mixed up. */
final class EntryReader {

    /** RFC 6750 §2.1, what can be sent at all. */
    private static final Pattern SENDABLE = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    private static final String DIGEST = "sha256:";

    /** 128 and 256 random bits in base64. */
    private static final int WEAK_BELOW = 22;

    private static final int STRONG_FROM = 43;

    private final boolean allowWeak;
    private final Problems problems;

    EntryReader(boolean allowWeak, Problems problems) {
        this.allowWeak = allowWeak;
        this.problems = problems;
    }

    TokenSet read(List<Entry> entries) {
        List<Token> tokens = new ArrayList<>();
        Map<String, String> keyOfName = new HashMap<>();
        Map<TokenDigest, String> nameOfDigest = new HashMap<>();
        for (Entry entry : entries) {
            String other = keyOfName.putIfAbsent(entry.name(), entry.key());
            if (other != null) {
                problems.note(
                        entry.key(),
                        "the token '" + entry.name() + "' stands here and at '" + other
                                + "'; expected each name once: remove one, or give it another name");
                continue;
            }
            token(entry).ifPresent(token -> {
                String twin = nameOfDigest.putIfAbsent(token.digest(), token.name());
                if (twin == null) {
                    tokens.add(token);
                } else {
                    problems.note(
                            entry.key(),
                            "the tokens '" + twin + "' and '" + token.name()
                                    + "' are one value; expected a value of its own for each name");
                }
            });
        }
        return new TokenSet(tokens);
    }

    private Optional<Token> token(Entry entry) {
        Optional<TokenDigest> digest = digest(entry);
        Optional<Scopes> scopes = scopes(entry);
        boolean soundExpiry = true;
        Optional<Instant> expires = Optional.empty();
        if (entry.expiresAt().isPresent()) {
            expires = instant(entry.expiresAt().get());
            soundExpiry = expires.isPresent();
            if (!soundExpiry) {
                problems.note(
                        entry.key(),
                        "token '" + entry.name() + "' expires at '"
                                + entry.expiresAt().get()
                                + "', which is no time; expected one as in 2027-01-31T00:00:00Z");
            }
        }
        return digest.isPresent() && scopes.isPresent() && soundExpiry
                ? Optional.of(new Token(entry.name(), digest.get(), scopes.get(), expires))
                : Optional.empty();
    }

    private Optional<TokenDigest> digest(Entry entry) {
        String value = entry.value().reveal();
        if (value.startsWith(DIGEST)) {
            Optional<TokenDigest> digest = TokenDigest.parse(value.substring(DIGEST.length()));
            if (digest.isEmpty()) {
                problems.note(
                        entry.key(),
                        "token '" + entry.name() + "' has a digest that is none; expected '" + DIGEST
                                + "' and 64 hexadecimal digits");
            }
            return digest;
        }
        return isSound(entry, value) ? Optional.of(TokenDigest.of(value)) : Optional.empty();
    }

    private boolean isSound(Entry entry, String value) {
        String which = "token '" + entry.name() + "'";
        if (!SENDABLE.matcher(value).matches()) {
            problems.note(
                    entry.key(),
                    which + " has a character that no request can carry; expected letters, digits and - . _ ~ + / with"
                            + " '=' only at the end (RFC 6750 §2.1), as 'openssl rand -hex 32' makes them");
            return false;
        }
        if (value.length() < WEAK_BELOW && !allowWeak) {
            problems.note(
                    entry.key(),
                    which + " has " + value.length() + " characters and could be guessed; expected " + STRONG_FROM
                            + " or more, at least " + WEAK_BELOW + ": make one with 'openssl rand -hex 32', or set"
                            + " lmcp.auth.bearer.allow-weak-tokens=true for a trial");
            return false;
        }
        if (value.length() < STRONG_FROM) {
            problems.warn("bearer: " + which + " has " + value.length() + " characters; expected " + STRONG_FROM
                    + " or more, as 'openssl rand -hex 32' makes them");
        }
        return true;
    }

    private Optional<Scopes> scopes(Entry entry) {
        if (entry.scopes().isEmpty()) {
            return Optional.of(Scopes.all());
        }
        List<String> names = Arrays.stream(entry.scopes().get().split("[,\\s]+", -1))
                .filter(name -> !name.isEmpty())
                .toList();
        if (names.isEmpty()) {
            // Not "every scope", which is what no such line means.
            problems.note(
                    entry.key(),
                    "token '" + entry.name() + "' has an empty list of scopes; expected scope names, or no such line"
                            + " for every scope");
            return Optional.empty();
        }
        return Optional.of(Scopes.of(names));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
