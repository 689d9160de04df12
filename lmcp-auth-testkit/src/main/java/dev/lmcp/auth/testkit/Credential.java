package dev.lmcp.auth.testkit;

/**
 * A credential in one header field of a request.
 *
 * @param field the field's name
 * @param scheme what stands before the credential, as {@code Bearer} does; empty where nothing does
 * @param secret the credential itself, at least 16 characters long, so that a log can be searched for it
 */
public record Credential(String field, String scheme, String secret) {

    private static final int LEAST = 16;

    /** Checks the length. */
    public Credential {
        if (secret.length() < LEAST) {
            throw new IllegalArgumentException("the credential for field '" + field + "' has " + secret.length()
                    + " characters; expected at least " + LEAST + ", which no log has by chance");
        }
    }

    /** Returns a bearer token. */
    public static Credential bearer(String token) {
        return authorization("Bearer", token);
    }

    /** Returns an {@code Authorization} field of any scheme. */
    public static Credential authorization(String scheme, String secret) {
        return new Credential("Authorization", scheme, secret);
    }

    /** Returns a field that holds the credential and nothing else. */
    public static Credential header(String field, String secret) {
        return new Credential(field, "", secret);
    }

    /** Returns the field's value. */
    String value() {
        return valueOf(secret);
    }

    /** The field's value with something else in the secret's place. */
    String valueOf(String other) {
        return scheme.isEmpty() ? other : scheme + ' ' + other;
    }

    boolean isAuthorization() {
        return field.equalsIgnoreCase("Authorization");
    }

    @Override
    public String toString() {
        return field + ": " + valueOf("[secret]");
    }
}
