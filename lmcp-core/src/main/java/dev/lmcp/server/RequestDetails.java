package dev.lmcp.server;

import dev.lmcp.spi.Headers;
import java.util.List;
import java.util.Optional;

/**
 * What a tool may know of the HTTP request that began its call. Immutable, and valid after the request has ended.
 *
 * @param remoteAddress the IP address that the request came from
 * @param headers all header fields of the request
 * @param credentialFields tells which of them no tool may see
 */
record RequestDetails(Optional<String> remoteAddress, Headers headers, CredentialFields credentialFields) {

    static final RequestDetails NONE = new RequestDetails(Optional.empty(), Headers.none(), new CredentialFields());

    private static final int MAX_CHARACTERS = 8 * 1024;

    /** The lines with this name as one value (RFC 9110 §5.2), if a tool may see them and they are not too long. */
    Optional<String> header(String name) {
        List<String> values = credentialFields.contains(name) ? List.of() : headers.allValues(name);
        if (values.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(String.join(", ", values)).filter(value -> value.length() <= MAX_CHARACTERS);
    }

    /** Shows no value: it may be a credential. */
    @Override
    public String toString() {
        return "RequestDetails[" + remoteAddress.orElse("no address") + ", " + headers + "]";
    }
}
