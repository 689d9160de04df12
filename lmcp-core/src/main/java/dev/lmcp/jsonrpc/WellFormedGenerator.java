package dev.lmcp.jsonrpc;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.util.JsonGeneratorDelegate;

/**
 * Writes every text as well-formed Unicode: U+FFFD takes the place of half a surrogate pair, in values and in names.
 * RFC 8259 §8.2 lets such a half stand as an escape, but there are parsers that refuse the whole message then.
 */
final class WellFormedGenerator extends JsonGeneratorDelegate {

    private static final char REPLACEMENT = '\uFFFD';

    WellFormedGenerator(JsonGenerator generator) {
        super(generator);
    }

    static boolean isWellFormed(String text) {
        return nextHalf(text, 0) < 0;
    }

    /** Returns the text with U+FFFD for every half of a surrogate pair; the same object if there is none. */
    static String wellFormed(String text) {
        int half = nextHalf(text, 0);
        if (half < 0) {
            return text;
        }
        StringBuilder mended = new StringBuilder(text);
        while (half >= 0) {
            mended.setCharAt(half, REPLACEMENT);
            half = nextHalf(text, half + 1);
        }
        return mended.toString();
    }

    private static int nextHalf(String text, int begin) {
        int length = text.length();
        for (int i = begin; i < length; i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean isPair = i + 1 < length && Character.isSurrogatePair(c, text.charAt(i + 1));
                if (!isPair) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }

    @Override
    public JsonGenerator writeName(String name) {
        delegate.writeName(wellFormed(name));
        return this;
    }

    @Override
    public JsonGenerator writeName(SerializableString name) {
        return writeName(name.getValue());
    }

    @Override
    public JsonGenerator writeString(String text) {
        delegate.writeString(text == null ? null : wellFormed(text));
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
