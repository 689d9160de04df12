package dev.lmcp.transport.http;

import dev.lmcp.spi.Headers;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the header fields of a request of HTTP/2 (RFC 9113 §8.3).
 *
 * <p>Netty has refused already: names that are not in lower case, pseudo-header fields that do not exist or come late, and
 * the fields of a connection (§8.2.2).
 */
final class Http2Fields {

    private static final int BAD_REQUEST = 400;
    private static final String COOKIE = "cookie";
    private static final String HOST = "host";

    private Http2Fields() {}

    /**
     * Checks the fields and returns the head of the request.
     *
     * @param isComplete whether no body follows
     * @param scheme {@code http} or {@code https}, as the connection has it
     * @throws RefusedRequestException if two readers may understand the fields differently
     */
    static RequestHead head(Http2Headers fields, boolean isComplete, String scheme) throws RefusedRequestException {
        if (fields.size() > RequestHead.MAX_LINES) {
            throw new RefusedRequestException(431, "there are " + fields.size() + " header lines");
        }
        String method = required(fields, ":method");
        String path = path(fields, method);
        String host = host(fields);
        Headers headers = copy(fields, host);
        return new RequestHead(
                method,
                RequestTarget.of(path, method, host, scheme),
                headers,
                length(headers, isComplete),
                true,
                true,
                !isComplete && RequestHead.isContinueExpected(headers.firstValue("expect")),
                Optional.empty());
    }

    private static String path(Http2Headers fields, String method) throws RefusedRequestException {
        // An extended CONNECT (RFC 8441) was not offered, and a plain one has no path.
        if (method.equals("CONNECT") || fields.contains(":protocol")) {
            throw new RefusedRequestException(BAD_REQUEST, "this server is not a proxy");
        }
        String scheme = required(fields, ":scheme");
        if (!scheme.equalsIgnoreCase("http") && !scheme.equalsIgnoreCase("https")) {
            throw new RefusedRequestException(BAD_REQUEST, ":scheme is not 'http' or 'https'");
        }
        String path = required(fields, ":path");
        if (!path.startsWith("/") && !path.equals("*")) {
            throw new RefusedRequestException(BAD_REQUEST, ":path does not begin with a slash");
        }
        return path;
    }

    private static String required(Http2Headers fields, String name) throws RefusedRequestException {
        return single(fields, name)
                .orElseThrow(() -> new RefusedRequestException(BAD_REQUEST, "there is no " + name + " field"));
    }

    private static Optional<String> single(Http2Headers fields, String name) throws RefusedRequestException {
        List<CharSequence> values = fields.getAll(name);
        if (values.size() > 1) {
            throw new RefusedRequestException(BAD_REQUEST, values.size() + " " + name + " fields are sent");
        }
        return values.stream().map(CharSequence::toString).findFirst();
    }

    /** Returns the authority. A client may send it as {@code :authority} or as {@code Host} (RFC 9113 §8.3.1). */
    private static String host(Http2Headers fields) throws RefusedRequestException {
        Optional<String> authority = single(fields, ":authority");
        Optional<String> host = single(fields, HOST);
        if (authority.isPresent() && host.isPresent() && !authority.get().equalsIgnoreCase(host.get())) {
            throw new RefusedRequestException(BAD_REQUEST, ":authority and Host name two hosts");
        }
        return authority
                .or(() -> host)
                .orElseThrow(() -> new RefusedRequestException(BAD_REQUEST, "there is no :authority field"));
    }

    /** Returns the length that the client announces, which Netty compares with the length of the data. */
    private static long length(Headers headers, boolean isComplete) throws RefusedRequestException {
        List<String> lengths = headers.allValues("content-length");
        long length = lengths.isEmpty() ? -1 : RequestHead.number(lengths);
        return isComplete ? 0 : length;
    }

    /** Returns the fields as those of HTTP/1.1: the host has its field, and the cookies have one (RFC 9113 §8.2.3). */
    private static Headers copy(Http2Headers fields, String host) throws RefusedRequestException {
        Headers.Builder copy = Headers.builder().add("host", host);
        StringBuilder cookies = new StringBuilder();
        for (Map.Entry<CharSequence, CharSequence> line : fields) {
            String name = line.getKey().toString();
            String value = line.getValue().toString();
            requirePrintable(value);
            if (name.equals(COOKIE)) {
                cookies.append(cookies.isEmpty() ? "" : "; ").append(value);
            } else if (!name.startsWith(":") && !name.equals(HOST)) {
                copy.add(name, value);
            }
        }
        return cookies.isEmpty()
                ? copy.build()
                : copy.add(COOKIE, cookies.toString()).build();
    }

    /** Refuses what could end a line (RFC 9113 §8.2.1), and other controls than a tab, as the parser of HTTP/1.1 does. */
    private static void requirePrintable(String value) throws RefusedRequestException {
        int length = value.length();
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == 127) {
                throw new RefusedRequestException(BAD_REQUEST, "a header field has a control character");
            }
        }
        if (length > 0 && (value.charAt(0) <= ' ' || value.charAt(length - 1) <= ' ')) {
            throw new RefusedRequestException(BAD_REQUEST, "a header field begins or ends with a space");
        }
    }
}
