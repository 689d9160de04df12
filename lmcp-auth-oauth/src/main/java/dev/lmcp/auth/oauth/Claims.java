package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.jose.StrictJson;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The claims of a token. Each claim is read as the type that its specification gives it.
 *
 * <p>A claim of another type refuses the token. For example, {@code null} as a time does not mean "no limit".
 */
record Claims(ObjectNode json) {

    /** The limit for a time in seconds since 1970; even a time in milliseconds is smaller. */
    private static final long MAX_EPOCH_SECOND = 1_000_000_000_000_000L;

    /**
     * Reads the payload of a JWS.
     *
     * @throws InvalidTokenException if the payload is not a JSON object
     */
    static Claims read(byte[] payload) {
        return StrictJson.TOKEN
                .object(payload)
                .map(Claims::new)
                .orElseThrow(() -> new InvalidTokenException(RefusalReason.MALFORMED_CLAIMS));
    }

    /** Returns the claims as tools see them. */
    dev.lmcp.Claims ofPrincipal() {
        return dev.lmcp.Claims.fitting(json);
    }

    boolean has(String name) {
        return json.has(name);
    }

    Optional<JsonNode> value(String name) {
        return Optional.ofNullable(json.get(name));
    }

    /** Finds a member by its name. If there is no such member, the name is read as a path with dots. */
    Optional<JsonNode> at(String path) {
        JsonNode direct = json.get(path);
        if (direct != null) {
            return Optional.of(direct);
        }
        JsonNode node = json;
        for (String name : path.split("\\.", -1)) {
            node = node.get(name);
            if (node == null) {
                return Optional.empty();
            }
        }
        return Optional.of(node);
    }

    Optional<String> string(String name) {
        return value(name).map(Claims::string);
    }

    /** Reads a string or an array of strings as a list. */
    List<String> strings(String name) {
        return value(name).map(Claims::strings).orElse(List.of());
    }

    /** Reads a NumericDate (RFC 7519 §2): seconds with an optional fraction, without an exponent. */
    Optional<Instant> time(String name) {
        return value(name).map(Claims::time);
    }

    static List<String> strings(JsonNode value) {
        if (!value.isArray()) {
            return List.of(string(value));
        }
        List<String> strings = new ArrayList<>(value.size());
        for (JsonNode each : value) {
            strings.add(string(each));
        }
        return strings;
    }

    private static String string(JsonNode value) {
        if (!value.isString()) {
            throw new InvalidTokenException(RefusalReason.MALFORMED_CLAIMS);
        }
        return value.stringValue();
    }

    private static Instant time(JsonNode value) {
        if (!value.isNumber()) {
            throw new InvalidTokenException(RefusalReason.MALFORMED_CLAIMS);
        }
        if (value.isLong()) {
            return wholeSeconds(value.longValue());
        }
        BigDecimal seconds = value.decimalValue();
        if (seconds.scale() < 0 || seconds.abs().compareTo(BigDecimal.valueOf(MAX_EPOCH_SECOND)) > 0) {
            throw new InvalidTokenException(RefusalReason.MALFORMED_CLAIMS);
        }
        return Instant.ofEpochSecond(
                seconds.longValue(),
                seconds.remainder(BigDecimal.ONE).movePointRight(9).longValue());
    }

    private static Instant wholeSeconds(long seconds) {
        if (Math.abs(seconds) > MAX_EPOCH_SECOND) {
            throw new InvalidTokenException(RefusalReason.MALFORMED_CLAIMS);
        }
        return Instant.ofEpochSecond(seconds);
    }

    /** Claims are private, so they are never printed. */
    @Override
    public String toString() {
        return "Claims[redacted]";
    }
}
