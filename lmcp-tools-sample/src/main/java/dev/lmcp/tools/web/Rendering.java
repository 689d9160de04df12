package dev.lmcp.tools.web;

import dev.lmcp.ToolException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Renders a body for the model. */
final class Rendering {

    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?([A-Za-z0-9._:+-]{1,40})", Pattern.CASE_INSENSITIVE);

    private Rendering() {}

    static String of(String render, String contentType, byte[] bytes) {
        boolean isText = isText(contentType, bytes);
        if (render.equals("raw")) {
            return isText
                    ? new String(bytes, charset(contentType))
                    : Base64.getEncoder().encodeToString(bytes);
        }
        if (!isText) {
            throw new ToolException("the page is '" + shown(contentType) + "', which is not text; expected text: use"
                    + " render 'raw' for its bytes in Base64");
        }
        String body = new String(bytes, charset(contentType));
        if (!isHtml(contentType, body)) {
            return body;
        }
        return render.equals("html") ? Html.withoutActiveParts(body) : Html.text(body);
    }

    private static boolean isText(String contentType, byte[] bytes) {
        String type = mediaType(contentType);
        boolean isTextType = type.isEmpty()
                || type.startsWith("text/")
                || type.endsWith("json")
                || type.endsWith("xml")
                || type.contains("javascript")
                || type.contains("yaml");
        return isTextType && (isWide(charset(contentType)) || !hasNul(bytes));
    }

    /** In these charsets, many characters contain a NUL byte. */
    private static boolean isWide(Charset charset) {
        return charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32");
    }

    private static boolean hasNul(byte[] bytes) {
        for (byte each : bytes) {
            if (each == 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHtml(String contentType, String body) {
        String type = mediaType(contentType);
        return type.contains("html")
                || (type.isEmpty()
                        && body.stripLeading().regionMatches(true, 0, "<!doctype html", 0, "<!doctype html".length()));
    }

    private static String mediaType(String contentType) {
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /** Returns the charset of the content type; UTF-8 if it names none, or one that is unknown or malformed. */
    private static Charset charset(String contentType) {
        Matcher named = CHARSET.matcher(contentType);
        try {
            return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalArgumentException e) {
            return StandardCharsets.UTF_8;
        }
    }

    private static String shown(String contentType) {
        String type = mediaType(contentType).replaceAll("[^ -~]", "?");
        return type.length() > 100 ? type.substring(0, 100) : type;
    }
}
