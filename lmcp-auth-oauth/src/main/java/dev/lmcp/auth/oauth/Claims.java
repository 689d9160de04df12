package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.jose.StrictJson;
import dev.lmcp.text.SafeText;
import java.math.BigDecimal;
import java.math.RoundingMode;
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

    private static final int MAX_INTEGER_DIGITS = 16;
    private static final int NANO_DIGITS = 9;

    /**
     * Reads the payload of a JWS.
     *
     * @throws InvalidTokenException if the payload is not a JSON object
     */
    static Claims read(byte[] payload) {
        return StrictJson.TOKEN
                .object(payload)
                .map(Claims::new)
                .orElseThrow(() -> new InvalidTokenException(
                        RefusalReason.MALFORMED_CLAIMS,
                        () -> "the claims are not one JSON object without duplicate names (RFC 7519 §4);"
                                + " the issuer must mend them"));
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

    /**
     * Finds a member by its name. If there is no such member, the name is read as a path: with dots, or as a JSON Pointer
     * (RFC 6901), which can also name members that have dots.
     */
    Optional<JsonNode> at(String path) {
        JsonNode direct = json.get(path);
        if (direct != null) {
            return Optional.of(direct);
        }
        if (path.startsWith("/")) {
            return Optional.of(json.at(path)).filter(found -> !found.isMissingNode());
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
        return value(name).map(value -> string(name, value));
    }

    /** Reads a string or an array of strings as a list. */
    List<String> strings(String name) {
        return value(name).map(value -> strings(name, value)).orElse(List.of());
    }

    /** Reads a NumericDate (RFC 7519 §2): seconds since 1970, which may have a fraction, in any spelling. */
    Optional<Instant> time(String name) {
        return value(name).map(value -> time(name, value));
    }

    /** Reads the value of this claim as a list: a string or an array of strings. */
    static List<String> strings(String name, JsonNode value) {
        if (!value.isArray()) {
            return List.of(string(name, value));
        }
        List<String> strings = new ArrayList<>(value.size());
        for (JsonNode each : value) {
            strings.add(string(name, each));
        }
        return strings;
    }

    private static String string(String name, JsonNode value) {
        if (!value.isString()) {
            throw malformed(name, value, "a string");
        }
        return value.stringValue();
    }

    private static Instant time(String name, JsonNode value) {
        if (!value.isNumber()) {
            throw malformed(name, value, "a number");
        }
        if (value.isLong()) {
            return wholeSeconds(name, value);
        }
        BigDecimal seconds = value.decimalValue();
        // A few characters can mean a number with a billion digits, so its magnitude is compared before anything else.
        long magnitude = (long) seconds.precision() - seconds.scale();
        if (seconds.signum() == 0 || magnitude < -NANO_DIGITS) {
            return Instant.EPOCH;
        }
        if (magnitude > MAX_INTEGER_DIGITS || seconds.abs().compareTo(BigDecimal.valueOf(MAX_EPOCH_SECOND)) > 0) {
            throw malformed(name, value, "seconds since 1970");
        }
        BigDecimal nanos = seconds.setScale(NANO_DIGITS, RoundingMode.FLOOR);
        return Instant.ofEpochSecond(
                nanos.longValue(),
                nanos.remainder(BigDecimal.ONE).movePointRight(NANO_DIGITS).longValue());
    }

    private static Instant wholeSeconds(String name, JsonNode value) {
        long seconds = value.longValue();
        if (Math.abs(seconds) > MAX_EPOCH_SECOND) {
            throw malformed(name, value, "seconds since 1970");
        }
        return Instant.ofEpochSecond(seconds);
    }

    private static InvalidTokenException malformed(String name, JsonNode value, String expected) {
        return new InvalidTokenException(
                RefusalReason.MALFORMED_CLAIMS,
                () -> "'" + name + "' is " + shown(value) + "; expected " + expected + "; the issuer must mend it");
    }

    /** The value for a log: as JSON, as safe text, and shortened. */
    static String shown(JsonNode value) {
        return SafeText.shortened(value.toString(), SafeText.MAX_QUOTED_LENGTH);
    }

    /** The claim's value for a log; "absent" if there is none. */
    String shown(String name) {
        return value(name).map(Claims::shown).orElse("absent");
    }

    /** Claims are private, so they are never printed. */
    @Override
    public String toString() {
        return "Claims[redacted]";
    }
}
