package dev.lmcp.server.modern;

import dev.lmcp.ParamHeader;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.base.Revisions;
import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.Headers;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The header fields that repeat data of the body (MCP 2026-07-28 transports §Server Validation). */
final class ModernHeaders {

    private static final String METHOD = "Mcp-Method";
    private static final String NAME = "Mcp-Name";
    private static final String PARAM = "Mcp-Param-";
    private static final String ENCODED_PREFIX = "=?base64?";
    private static final String ENCODED_SUFFIX = "?=";

    /** The parameter that {@code Mcp-Name} repeats, by method. */
    private static final Map<String, String> NAME_PARAMETERS = Map.of(
            "tools/call", "name",
            "prompts/get", "name",
            "resources/read", "uri",
            "tasks/get", "taskId",
            "tasks/update", "taskId",
            "tasks/cancel", "taskId");

    private ModernHeaders() {}

    /** Returns the header fields of a client's request. Texts have the Base64 form, which can hold any text. */
    static Headers of(String method, ObjectNode params, List<ParamHeader> mirrored) {
        Headers.Builder headers = Headers.builder();
        headers.add(Revisions.VERSION_HEADER, Revisions.MODERN);
        headers.add(METHOD, method);
        Optional.ofNullable(NAME_PARAMETERS.get(method))
                .flatMap(parameter -> Json.text(params, parameter))
                .ifPresent(name -> headers.add(NAME, encode(name)));
        for (ParamHeader header : mirrored) {
            JsonNode value = argument(header, params.path("arguments"));
            if (!value.isMissingNode() && !value.isNull()) {
                headers.add(PARAM + header.header(), encode(value.asString()));
            }
        }
        return headers.build();
    }

    private static String encode(String text) {
        return ENCODED_PREFIX
                + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))
                + ENCODED_SUFFIX;
    }

    private static JsonNode argument(ParamHeader header, JsonNode arguments) {
        JsonNode value = arguments;
        for (String name : header.path()) {
            value = value.path(name);
        }
        return value;
    }

    static void checkMethodAndName(Exchange exchange, String method, ObjectNode params) {
        String header = field(exchange, METHOD).orElseThrow(() -> mismatch(METHOD, "is missing"));
        if (!header.equals(method)) {
            throw mismatch(METHOD, "does not match the request's method");
        }
        String parameter = NAME_PARAMETERS.get(method);
        if (parameter == null) {
            return;
        }
        String name =
                field(exchange, NAME).map(value -> decode(NAME, value)).orElseThrow(() -> mismatch(NAME, "is missing"));
        // a missing name in the body is reported later
        Optional<String> expected = Json.text(params, parameter);
        if (expected.isPresent() && !expected.get().equals(name)) {
            throw mismatch(NAME, "does not match the request's " + parameter);
        }
    }

    static void checkParameters(Exchange exchange, List<ParamHeader> headers, JsonNode arguments) {
        for (ParamHeader header : headers) {
            JsonNode value = argument(header, arguments);
            String field = PARAM + header.header();
            Optional<String> sent = field(exchange, field).map(text -> decode(field, text));
            boolean isAbsent = value.isMissingNode() || value.isNull();
            if (isAbsent && sent.isPresent()) {
                throw mismatch(field, "is present, but the argument is absent");
            } else if (!isAbsent && sent.isEmpty()) {
                throw mismatch(field, "is missing");
            } else if (!isAbsent && !matches(header.type(), value, sent.get())) {
                throw mismatch(field, "does not match the argument");
            }
        }
    }

    private static boolean matches(String type, JsonNode value, String sent) {
        if (value.isNumber() && type.equals("integer")) {
            return isSameNumber(value, sent);
        }
        if (value.isBoolean()) {
            return sent.equals(value.booleanValue() ? "true" : "false");
        }
        return value.isString() && sent.equals(value.stringValue());
    }

    private static boolean isSameNumber(JsonNode value, String sent) {
        try {
            // 40 characters are enough for every allowed integer; parsing longer ones would be expensive
            return sent.length() <= 40 && new BigDecimal(sent).compareTo(value.decimalValue()) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Returns the value without surrounding white space. A repeated field or an illegal character is a mismatch. */
    private static Optional<String> field(Exchange exchange, String name) {
        List<String> lines = exchange.headers(name);
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        if (lines.size() > 1) {
            throw mismatch(name, "is repeated");
        }
        String value = lines.get(0);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < 0x20 && c != '\t') || c > 0x7e) {
                throw mismatch(name, "has a character that is not visible ASCII; use the Base64 form");
            }
        }
        return Optional.of(value.strip());
    }

    private static String decode(String name, String value) {
        boolean isEncoded = value.length() >= ENCODED_PREFIX.length() + ENCODED_SUFFIX.length()
                && value.startsWith(ENCODED_PREFIX)
                && value.endsWith(ENCODED_SUFFIX);
        if (!isEncoded) {
            return value;
        }
        String base64 = value.substring(ENCODED_PREFIX.length(), value.length() - ENCODED_SUFFIX.length());
        try {
            // the decoder accepts missing padding, which is not valid here
            if (base64.length() % 4 == 0) {
                byte[] bytes = Base64.getDecoder().decode(base64);
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            }
        } catch (IllegalArgumentException | CharacterCodingException e) {
            // the exception below reports the invalid value
        }
        throw mismatch(name, "is not valid Base64 of UTF-8 text");
    }

    private static RpcException mismatch(String header, String what) {
        return new RpcException(ModernErrors.HEADER_MISMATCH, "Header mismatch: " + header + " " + what);
    }
}
