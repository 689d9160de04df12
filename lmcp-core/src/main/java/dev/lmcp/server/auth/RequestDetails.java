package dev.lmcp.server.auth;

import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.Headers;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The details of a call's HTTP request that a tool may read. Safe for concurrent use.
 *
 * <p>Few tools read them, and a container makes a text of each field. So the request is read when a tool first asks.
 * {@link #keep} reads it before it ends, for a call that outlives it.
 */
public final class RequestDetails {

    static final RequestDetails NONE = new RequestDetails(new CredentialFields());

    private static final int MAX_VALUE_LENGTH = 8 * 1024;

    private final CredentialFields credentialFields;

    /** The request until it is read. */
    private @Nullable Exchange unread;

    private Optional<String> remoteAddress = Optional.empty();
    private Headers headers = Headers.none();

    private RequestDetails(CredentialFields credentialFields) {
        this.credentialFields = credentialFields;
    }

    /**
     * Creates the details of a request that has not ended.
     *
     * @param credentialFields the fields that are hidden from tools
     */
    RequestDetails(Exchange exchange, CredentialFields credentialFields) {
        this(credentialFields);
        this.unread = exchange;
    }

    /** Reads the request, so that the details can be used after it has ended. */
    public synchronized void keep() {
        Exchange request = unread;
        if (request != null) {
            remoteAddress = request.peer().address();
            headers = request.headers();
            unread = null;
        }
    }

    /** Returns the IP address of the peer. */
    public synchronized Optional<String> remoteAddress() {
        keep();
        return remoteAddress;
    }

    /** Returns details that were kept elsewhere. */
    public static RequestDetails of(Optional<String> remoteAddress, Headers headers) {
        RequestDetails details = new RequestDetails(new CredentialFields());
        details.remoteAddress = remoteAddress;
        details.headers = headers;
        return details;
    }

    /** Returns the fields that a tool may read. */
    public synchronized Headers readable() {
        keep();
        Headers.Builder readable = Headers.builder();
        headers.forEach((name, value) -> {
            if (!credentialFields.contains(name) && value.length() <= MAX_VALUE_LENGTH) {
                readable.add(name, value);
            }
        });
        return readable.build();
    }

    /** Returns the lines of a field as one value (RFC 9110 §5.2). Returns empty if the field is hidden or too long. */
    public synchronized Optional<String> header(String name) {
        if (credentialFields.contains(name)) {
            return Optional.empty();
        }
        keep();
        List<String> values = headers.allValues(name);
        if (values.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(String.join(", ", values)).filter(value -> value.length() <= MAX_VALUE_LENGTH);
    }

    /** Leaves out the values of fields, as they may be credentials. */
    @Override
    public synchronized String toString() {
        return "RequestDetails[" + remoteAddress.orElse("no address") + ", " + headers + "]";
    }
}
