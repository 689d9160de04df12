package dev.lmcp.auth.oauth.jose;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A strict parser for one JSON object (RFC 8259), without the parts that parsers read differently.
 *
 * <p>It refuses empty names, duplicate names (compared after unescaping), invalid UTF-8, a byte order mark, lone
 * surrogates, text after the object, and objects beyond the limits. Two parsers may read a duplicate {@code aud}
 * differently.
 */
public final class StrictJson {

    /** For headers and claims: at most 256 members. */
    public static final StrictJson TOKEN = new StrictJson(256);

    /** For an issuer's documents: at most 10 000 members; the HTTP client limits their size. */
    public static final StrictJson DOCUMENT = new StrictJson(10_000);

    private static final int MAX_DEPTH = 16;

    /** A double that is written with all its digits may have some hundreds. The reader of a number checks its value. */
    private static final int MAX_NUMBER_LENGTH = 1000;

    private static final TokenStreamFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .build())
            // Callers choose the names, so no table keeps them after the parse.
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
            .build();

    private final int maxMembers;

    private StrictJson(int maxMembers) {
        this.maxMembers = maxMembers;
    }

    /**
     * Reads the object. White space may be around it (RFC 8259 §2).
     *
     * @param utf8 the text
     * @return empty if the text is not exactly one object within the limits
     */
    public Optional<ObjectNode> object(byte[] utf8) {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
            try (JsonParser parser =
                    FACTORY.createParser(ObjectReadContext.empty(), text.array(), text.arrayOffset(), text.length())) {
                return new Reading(parser, hasEscape(text)).document();
            }
        } catch (CharacterCodingException | JacksonException | UnacceptableJsonException refused) {
            return Optional.empty();
        }
    }

    private static boolean hasEscape(CharBuffer text) {
        char[] characters = text.array();
        for (int at = text.arrayOffset(), end = at + text.length(); at < end; at++) {
            if (characters[at] == '\\') {
                return true;
            }
        }
        return false;
    }

    /** The parse of one text. Not safe for concurrent use. */
    private final class Reading {

        private final JsonParser parser;
        private final boolean escapes;
        private int members;

        Reading(JsonParser parser, boolean escapes) {
            this.parser = parser;
            this.escapes = escapes;
        }

        Optional<ObjectNode> document() {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            ObjectNode object = object();
            return parser.nextToken() == null ? Optional.of(object) : Optional.empty();
        }

        private ObjectNode object() {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_OBJECT; token = parser.nextToken()) {
                String name = wellFormed(parser.currentName());
                if (name.isEmpty()
                        || ++members > maxMembers
                        || object.replace(name, value(parser.nextToken())) != null) {
                    throw new UnacceptableJsonException();
                }
            }
            return object;
        }

        private JsonNode value(JsonToken token) {
            JsonNodeFactory nodes = JsonNodeFactory.instance;
            return switch (token) {
                case START_OBJECT -> object();
                case START_ARRAY -> array();
                case VALUE_STRING -> nodes.stringNode(wellFormed(parser.getString()));
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
                case VALUE_TRUE -> nodes.booleanNode(true);
                case VALUE_FALSE -> nodes.booleanNode(false);
                case VALUE_NULL -> nodes.nullNode();
                default -> throw new UnacceptableJsonException();
            };
        }

        private JsonNode array() {
            var array = JsonNodeFactory.instance.arrayNode();
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                array.add(value(token));
            }
            return array;
        }

        private JsonNode number() {
            String digits = parser.getString();
            if (digits.length() > MAX_NUMBER_LENGTH) {
                throw new UnacceptableJsonException();
            }
            try {
                return digits.length() < 19 && parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                        ? JsonNodeFactory.instance.numberNode(Long.parseLong(digits))
                        : JsonNodeFactory.instance.numberNode(new BigDecimal(digits));
            } catch (NumberFormatException exponentBeyondMeasure) {
                throw new UnacceptableJsonException();
            }
        }

        /** The decoder refuses surrogates in the bytes, so only an escape can bring a lone surrogate. */
        private String wellFormed(String string) {
            if (escapes
                    && string.chars().anyMatch(unit -> Character.isSurrogate((char) unit))
                    && !StandardCharsets.UTF_8.newEncoder().canEncode(string)) {
                throw new UnacceptableJsonException();
            }
            return string;
        }
    }

    /** Ends the recursion. The caller gets an empty result. */
    private static final class UnacceptableJsonException extends RuntimeException {

        private static final long serialVersionUID = 1;

        UnacceptableJsonException() {
            super(null, null, false, false);
        }
    }
}
