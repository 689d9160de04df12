package dev.lmcp;

import java.net.URI;
import java.util.List;
import java.util.Objects;

/**
 * A page for the person to visit, made by {@link InputRequest#url} (MCP 2026-07-28, client/elicitation, URL mode). The
 * answer has no content. Immutable.
 */
public final class UrlElicitation extends Value implements InputRequest<ElicitResult<Void>> {

    private final String message;
    private final URI url;

    UrlElicitation(String message, URI url) {
        this.message = Objects.requireNonNull(message, "message");
        this.url = Objects.requireNonNull(url, "url");
    }

    /** Returns what the page is for, for the person. */
    public String message() {
        return message;
    }

    /** Returns the page. */
    public URI url() {
        return url;
    }

    @Override
    List<?> parts() {
        return List.of(message, url);
    }
}
