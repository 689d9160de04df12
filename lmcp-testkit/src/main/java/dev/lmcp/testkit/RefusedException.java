package dev.lmcp.testkit;

import java.util.Optional;

/** The server refused a request by an HTTP status, for example because the caller lacks a scope. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Optional<String> challenge;

    RefusedException(String what, int status, Optional<String> challenge, String body) {
        super("'" + what + "' was refused with status " + status + ": " + challenge.orElse(body));
        this.status = status;
        this.challenge = challenge;
    }

    /** Returns the HTTP status, such as 403. */
    public int status() {
        return status;
    }

    /** Returns the {@code WWW-Authenticate} field, as in {@code Test error="insufficient_scope", scope="tools.call"}. */
    public Optional<String> challenge() {
        return challenge;
    }
}
