package dev.lmcp.server.auth;

import dev.lmcp.spi.Headers;
import java.util.List;
import java.util.Optional;

/**
 * The details of a call's HTTP request that a tool may read. Immutable; it can be used after the request has ended.
 *
 * @param remoteAddress the IP address of the peer
 * @param headers all header fields of the request
 * @param credentialFields the fields that are hidden from tools
 */
public record RequestDetails(Optional<String> remoteAddress, Headers headers, CredentialFields credentialFields) {

    static final RequestDetails NONE = new RequestDetails(Optional.empty(), Headers.none(), new CredentialFields());

    private static final int MAX_VALUE_LENGTH = 8 * 1024;

    /** Returns the lines of a field as one value (RFC 9110 §5.2). Returns empty if the field is hidden or too long. */
    public Optional<String> header(String name) {
        List<String> values = credentialFields.contains(name) ? List.of() : headers.allValues(name);
        if (values.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(String.join(", ", values)).filter(value -> value.length() <= MAX_VALUE_LENGTH);
    }

    /** Leaves out the values of fields, as they may be credentials. */
    @Override
    public String toString() {
        return "RequestDetails[" + remoteAddress.orElse("no address") + ", " + headers + "]";
    }
}
