package dev.lmcp.testkit.plugin;

/**
 * A credential in one header field of a request.
 *
 * @param field the name of the header field
 * @param scheme the authentication scheme before the credential, as in {@code Bearer}; empty if there is none
 * @param secret the credential itself; at least 16 characters, so that a log can be searched for it
 */
public record Credential(String field, String scheme, String secret) {

    private static final int MIN_LENGTH = 16;

    /** Checks the length. */
    public Credential {
        if (secret.length() < MIN_LENGTH) {
            throw new IllegalArgumentException("the credential for field '" + field + "' has " + secret.length()
                    + " characters; expected at least " + MIN_LENGTH + ", so that a log can be searched for it");
        }
    }

    /** Returns a bearer token. */
    public static Credential bearer(String token) {
        return authorization("Bearer", token);
    }

    /** Returns a credential in the {@code Authorization} field, with any scheme. */
    public static Credential authorization(String scheme, String secret) {
        return new Credential("Authorization", scheme, secret);
    }

    /** Returns a credential that is the whole value of a header field. */
    public static Credential header(String field, String secret) {
        return new Credential(field, "", secret);
    }

    /** Returns the field's value. */
    String value() {
        return valueOf(secret);
    }

    /** Returns the value of the field with another text instead of the secret. */
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
