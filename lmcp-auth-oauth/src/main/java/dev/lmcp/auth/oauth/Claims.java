package dev.lmcp.auth.oauth;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The claims of a token, each read as the one type that it may have.
 *
 * <p>A claim of another type refuses the token: {@code null} where a time should stand is not "no limit".
 */
record Claims(ObjectNode json) {

    /** Beyond this many seconds from 1970 a number is no time, not even one in milliseconds by mistake. */
    private static final long FARTHEST = 1_000_000_000_000_000L;

    /** Reads the payload of a JWS. */
    static Claims read(byte[] payload) {
        return StrictJson.TOKEN
                .object(payload)
                .map(Claims::new)
                .orElseThrow(() -> new InvalidToken(Reason.MALFORMED_CLAIMS));
    }

    /** All of them, as tools see them. */
    dev.lmcp.Claims ofPrincipal() {
        return dev.lmcp.Claims.fitting(json);
    }

    boolean has(String name) {
        return json.has(name);
    }

    Optional<JsonNode> value(String name) {
        return Optional.ofNullable(json.get(name));
    }

    /** A member by its name or, where there is none of that name, by a path of names with dots between them. */
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

    /** A string, or an array of strings, as a list. */
    List<String> strings(String name) {
        return value(name).map(Claims::strings).orElse(List.of());
    }

    /** A NumericDate (RFC 7519 §2): seconds, possibly with a fraction, written without an exponent. */
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
            throw new InvalidToken(Reason.MALFORMED_CLAIMS);
        }
        return value.stringValue();
    }

    private static Instant time(JsonNode value) {
        if (!value.isNumber()) {
            throw new InvalidToken(Reason.MALFORMED_CLAIMS);
        }
        if (value.isLong()) {
            return wholeSeconds(value.longValue());
        }
        BigDecimal seconds = value.decimalValue();
        if (seconds.scale() < 0 || seconds.abs().compareTo(BigDecimal.valueOf(FARTHEST)) > 0) {
            throw new InvalidToken(Reason.MALFORMED_CLAIMS);
        }
        return Instant.ofEpochSecond(
                seconds.longValue(),
                seconds.remainder(BigDecimal.ONE).movePointRight(9).longValue());
    }

    private static Instant wholeSeconds(long seconds) {
        if (Math.abs(seconds) > FARTHEST) {
            throw new InvalidToken(Reason.MALFORMED_CLAIMS);
        }
        return Instant.ofEpochSecond(seconds);
    }

    /** Claims are the caller's private matter. */
    @Override
    public String toString() {
        return "Claims[redacted]";
    }
}
