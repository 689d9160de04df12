package dev.lmcp.schema;

import dev.harrel.jsonschema.FormatEvaluatorFactory;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import java.net.URI;
import tools.jackson.databind.JsonNode;

/** A schema as strict clients check it: with its formats. */
public final class CheckedFormats {

    private final Validator validator = new ValidatorFactory()
            .withJsonNodeFactory(SchemaNode.FACTORY)
            .withEvaluatorFactory(new FormatEvaluatorFactory())
            .createValidator();
    private final URI uri;

    public CheckedFormats(JsonNode schema) {
        uri = validator.registerSchema(schema);
    }

    public boolean fits(JsonNode value) {
        return validator.validate(uri, value).isValid();
    }
}
