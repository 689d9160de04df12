package dev.lmcp.schema;

import dev.harrel.jsonschema.Dialects;
import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.JsonSchemaException;
import dev.harrel.jsonschema.SchemaResolver;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A compiled JSON Schema 2020-12; references outside of it are never followed.
 *
 * <p>Safe for concurrent use.
 */
public final class JsonSchema {

    /** Records each way in which a value does not fit. */
    @FunctionalInterface
    public interface Check {
        public void check(JsonNode value, String pointer, Problems problems);
    }

    /** The library writes numbers out to divide them, which would never end for one of a billion digits. */
    private static final int MAX_DIGITS = 1000;

    private final Validator validator;
    private final URI uri;

    private JsonSchema(Validator validator, URI uri) {
        this.validator = validator;
        this.uri = uri;
    }

    /** Compiles a schema; throws {@link IllegalArgumentException} if it is not valid. */
    public static JsonSchema compile(JsonNode schema) {
        SchemaReferences.check(schema);
        Validator validator = new ValidatorFactory()
                .withDefaultDialect(new Dialects.Draft2020Dialect())
                .withJsonNodeFactory(SchemaNode.FACTORY)
                .withSchemaResolver(uri -> SchemaResolver.Result.empty())
                .createValidator();
        try {
            return new JsonSchema(validator, validator.registerSchema(schema.deepCopy()));
        } catch (JsonSchemaException e) {
            throw new IllegalArgumentException(
                    "the schema is not valid: " + e.getMessage() + "; expected JSON Schema 2020-12", e);
        }
    }

    /**
     * Returns a check by a schema that is known to be valid; it is compiled when it is first needed.
     *
     * @throws IllegalArgumentException if the schema refers to something that is not in it
     */
    public static Check later(JsonNode schema) {
        SchemaReferences.check(schema);
        AtomicReference<@Nullable JsonSchema> compiled = new AtomicReference<>();
        return (value, pointer, problems) -> {
            JsonSchema known = compiled.get();
            if (known == null) {
                known = compile(schema);
                compiled.set(known);
            }
            known.check(value, pointer, problems);
        };
    }

    /** Records each way in which {@code value} does not fit. */
    public void check(JsonNode value, String pointer, Problems problems) {
        if (!isReasonable(value)) {
            problems.add(pointer, "holds a number with more than " + MAX_DIGITS + " digits");
            return;
        }
        Validator.Result result = validator.validate(uri, value);
        if (!result.isValid()) {
            List<Error> errors = result.getErrors();
            for (Error error : errors) {
                if (error.getError() != null) {
                    problems.add(pointer + error.getInstanceLocation(), "does not fit the schema: " + error.getError());
                }
            }
            if (problems.isEmpty()) {
                problems.add(pointer, "does not fit the schema");
            }
        }
    }

    private static boolean isReasonable(JsonNode value) {
        if (value.isBigDecimal()) {
            BigDecimal number = value.decimalValue();
            return Math.abs((long) number.scale()) <= MAX_DIGITS
                    && Math.abs((long) number.precision() - number.scale()) <= MAX_DIGITS;
        }
        for (JsonNode child : value) {
            if (!isReasonable(child)) {
                return false;
            }
        }
        return true;
    }
}
