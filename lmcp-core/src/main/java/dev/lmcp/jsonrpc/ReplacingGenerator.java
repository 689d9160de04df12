package dev.lmcp.jsonrpc;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.util.function.UnaryOperator;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.util.JsonGeneratorDelegate;

/** Writes each text and each name as a function returns it. */
final class ReplacingGenerator extends JsonGeneratorDelegate {

    private final UnaryOperator<String> replacement;

    ReplacingGenerator(JsonGenerator generator, UnaryOperator<String> replacement) {
        super(generator);
        this.replacement = replacement;
    }

    @Override
    public JsonGenerator writeName(String name) {
        delegate.writeName(replacement.apply(name));
        return this;
    }

    @Override
    public JsonGenerator writeName(SerializableString name) {
        return writeName(name.getValue());
    }

    @Override
    public JsonGenerator writeString(String text) {
        delegate.writeString(text == null ? null : replacement.apply(text));
        return this;
    }

    @Override
    public JsonGenerator writeString(SerializableString text) {
        return writeString(text.getValue());
    }

    @Override
    public JsonGenerator writeString(char[] buffer, int offset, int length) {
        return writeString(new String(buffer, offset, length));
    }

    @Override
    public JsonGenerator writeString(Reader reader, int length) {
        StringWriter text = new StringWriter();
        try {
            reader.transferTo(text);
        } catch (IOException e) {
            throw JacksonIOException.construct(e, this);
        }
        return writeString(text.toString());
    }
}
