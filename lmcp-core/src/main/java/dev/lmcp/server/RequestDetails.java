package dev.lmcp.server;

import dev.lmcp.spi.Headers;
import java.util.List;
import java.util.Optional;

/**
 * What a tool may know of the HTTP request that began its call. Immutable, and valid after the request has ended.
 *
 * @param remoteAddress the IP address that the request came from
 * @param headers the header fields without credentials
 */
record RequestDetails(Optional<String> remoteAddress, Headers headers) {

    static final RequestDetails NONE = new RequestDetails(Optional.empty(), Headers.none());

    /** The lines with this name as one value (RFC 9110 §5.2). */
    Optional<String> header(String name) {
        List<String> values = headers.allValues(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
    }
}
