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

/** Turns the operator's entries into tokens. It refuses weak tokens, malformed values and duplicates. */
final class EntryReader {

    /** The characters of a token that a request can have (RFC 6750 §2.1). */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    private static final String DIGEST = "sha256:";

    /** The length of 128 random bits in Base64. */
    private static final int MIN_LENGTH = 22;

    /** The length of 256 random bits in Base64. */
    private static final int MIN_STRONG_LENGTH = 43;

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
            String otherKey = keyOfName.putIfAbsent(entry.name(), entry.key());
            if (otherKey != null) {
                problems.report(
                        entry.key(),
                        "the token '" + entry.name() + "' is set here and in '" + otherKey
                                + "'; expected each name once: remove one, or rename it");
                continue;
            }
            token(entry).ifPresent(token -> {
                String otherName = nameOfDigest.putIfAbsent(token.digest(), token.name());
                if (otherName == null) {
                    tokens.add(token);
                } else {
                    problems.report(
                            entry.key(),
                            "the tokens '" + otherName + "' and '" + token.name()
                                    + "' have the same value; expected a different value for each name");
                }
            });
        }
        return new TokenSet(tokens);
    }

    private Optional<Token> token(Entry entry) {
        Optional<TokenDigest> digest = digest(entry);
        Optional<Scopes> scopes = scopes(entry);
        boolean isExpiryValid = true;
        Optional<Instant> expires = Optional.empty();
        if (entry.expiresAt().isPresent()) {
            expires = instant(entry.expiresAt().get());
            isExpiryValid = expires.isPresent();
            if (!isExpiryValid) {
                problems.report(
                        entry.key(),
                        "token '" + entry.name() + "' expires at '"
                                + entry.expiresAt().get()
                                + "', which is not a time; expected a time such as 2027-01-31T00:00:00Z");
            }
        }
        return digest.isPresent() && scopes.isPresent() && isExpiryValid
                ? Optional.of(new Token(entry.name(), digest.get(), scopes.get(), expires))
                : Optional.empty();
    }

    private Optional<TokenDigest> digest(Entry entry) {
        String value = entry.value().reveal();
        if (value.startsWith(DIGEST)) {
            Optional<TokenDigest> digest = TokenDigest.parse(value.substring(DIGEST.length()));
            if (digest.isEmpty()) {
                problems.report(
                        entry.key(),
                        "token '" + entry.name() + "' has a malformed digest; expected '" + DIGEST
                                + "' and 64 hexadecimal digits");
            }
            return digest;
        }
        return isUsable(entry, value) ? Optional.of(TokenDigest.of(value)) : Optional.empty();
    }

    private boolean isUsable(Entry entry, String value) {
        String subject = "token '" + entry.name() + "'";
        if (!TOKEN.matcher(value).matches()) {
            problems.report(
                    entry.key(),
                    subject + " has a character that a request cannot contain; expected letters, digits and - . _ ~ + /"
                            + " with '=' only at the end (RFC 6750 §2.1): make one with 'openssl rand -hex 32'");
            return false;
        }
        if (value.length() < MIN_LENGTH && !allowWeak) {
            problems.report(
                    entry.key(),
                    subject + " has " + value.length() + " characters and could be guessed; expected "
                            + MIN_STRONG_LENGTH
                            + " or more, at least " + MIN_LENGTH + ": make one with 'openssl rand -hex 32', or set"
                            + " lmcp.auth.bearer.allow-weak-tokens=true for a trial");
            return false;
        }
        if (value.length() < MIN_STRONG_LENGTH) {
            problems.warn("bearer: " + subject + " has " + value.length() + " characters; expected " + MIN_STRONG_LENGTH
                    + " or more: make one with 'openssl rand -hex 32'");
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
            // Only a missing list of scopes means every scope.
            problems.report(
                    entry.key(),
                    "token '" + entry.name() + "' has an empty list of scopes; expected scope names: add them, or"
                            + " remove the list for every scope");
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
