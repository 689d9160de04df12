package dev.lmcp.transport.http;

import dev.lmcp.spi.Headers;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a request says before its body.
 *
 * @param method the method as it was sent
 * @param target what the request asks for
 * @param headers the header fields
 * @param length the length of the body; negative if it comes in chunks
 * @param isKeptAlive whether the connection may have another request after this one; never in HTTP/1.0, whose streams end
 *     with their connection
 * @param isChunkable whether the client understands a response in chunks (HTTP/1.1)
 * @param isContinueExpected whether the client waits for a 100 response before it sends the body
 * @param forwardedFor the client for which a trusted proxy has forwarded the request; empty if none has
 */
record RequestHead(
        String method,
        RequestTarget target,
        Headers headers,
        long length,
        boolean isKeptAlive,
        boolean isChunkable,
        boolean isContinueExpected,
        Optional<ForwardedPeer> forwardedFor) {

    private static final int BAD_REQUEST = 400;

    /** More lines cost more time than any client needs. Tomcat has the same bound. */
    static final int MAX_LINES = 100;

    /**
     * Checks a head and returns it.
     *
     * @param scheme {@code http} or {@code https}
     * @throws RefusedRequestException if two readers may understand it differently, or if it is not HTTP/1.1 or HTTP/1.0
     */
    static RequestHead of(HttpRequest request, String scheme) throws RefusedRequestException {
        HttpVersion version = request.protocolVersion();
        if (version.majorVersion() != 1 || !version.protocolName().equals("HTTP")) {
            throw new RefusedRequestException(505, "the version of HTTP is not 1.1 or 1.0");
        }
        HttpHeaders fields = request.headers();
        if (fields.size() > MAX_LINES) {
            throw new RefusedRequestException(431, "there are " + fields.size() + " header lines");
        }
        boolean isChunkable = version.minorVersion() > 0;
        long length = length(fields, isChunkable);
        return new RequestHead(
                request.method().name(),
                RequestTarget.of(request.uri(), request.method().name(), host(fields, isChunkable), scheme),
                copy(fields),
                length,
                isChunkable && HttpUtil.isKeepAlive(request),
                isChunkable,
                isChunkable && isContinueExpected(Optional.ofNullable(fields.get(HttpHeaderNames.EXPECT))),
                Optional.empty());
    }

    /**
     * Returns this head as a client has sent it to a trusted proxy.
     *
     * @param address the client
     * @param scheme the scheme that the client has used; if it is empty, that of this connection
     * @param host the host that the client has named; if it is empty, that of this head
     */
    RequestHead sentBy(Optional<String> address, Optional<String> scheme, Optional<String> host) {
        return new RequestHead(
                method,
                target.at(scheme.orElse(target.scheme()), host.orElse(target.host())),
                host.isEmpty() ? headers : headers.with("Host", host.get()),
                length,
                isKeptAlive,
                isChunkable,
                isContinueExpected,
                Optional.of(new ForwardedPeer(address)));
    }

    /** Returns the length of the body (RFC 9112 §6.3), and refuses what another server on the way may read differently. */
    private static long length(HttpHeaders fields, boolean isChunkable) throws RefusedRequestException {
        List<String> codings = fields.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        List<String> lengths = fields.getAll(HttpHeaderNames.CONTENT_LENGTH);
        if (codings.isEmpty()) {
            return lengths.isEmpty() ? 0 : number(lengths);
        }
        if (!lengths.isEmpty()) {
            throw new RefusedRequestException(BAD_REQUEST, "Content-Length and Transfer-Encoding are both sent");
        }
        if (!isChunkable) {
            throw new RefusedRequestException(BAD_REQUEST, "Transfer-Encoding is sent in HTTP/1.0");
        }
        if (codings.size() != 1 || !codings.get(0).equalsIgnoreCase("chunked")) {
            throw new RefusedRequestException(501, "Transfer-Encoding is not 'chunked' alone");
        }
        return -1;
    }

    static long number(List<String> lengths) throws RefusedRequestException {
        String text = lengths.get(0);
        boolean isNumber = lengths.size() == 1 && !text.isEmpty() && text.length() <= 18;
        for (int i = 0; isNumber && i < text.length(); i++) {
            isNumber = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        if (!isNumber) {
            throw new RefusedRequestException(BAD_REQUEST, "Content-Length is not one number");
        }
        return Long.parseLong(text);
    }

    private static String host(HttpHeaders fields, boolean isRequired) throws RefusedRequestException {
        List<String> hosts = fields.getAll(HttpHeaderNames.HOST);
        // RFC 9112 §3.2
        if (hosts.size() > 1 || (isRequired && hosts.isEmpty())) {
            throw new RefusedRequestException(BAD_REQUEST, hosts.size() + " Host fields are sent");
        }
        return hosts.isEmpty() ? "" : hosts.get(0);
    }

    /** Returns whether the client waits for a 100 response (RFC 9110 §10.1.1). */
    static boolean isContinueExpected(Optional<String> expected) throws RefusedRequestException {
        if (expected.isPresent() && !expected.get().equalsIgnoreCase("100-continue")) {
            throw new RefusedRequestException(417, "Expect is not '100-continue'");
        }
        return expected.isPresent();
    }

    private static Headers copy(HttpHeaders fields) {
        Headers.Builder copy = Headers.builder();
        Iterator<Map.Entry<CharSequence, CharSequence>> lines = fields.iteratorCharSequence();
        while (lines.hasNext()) {
            Map.Entry<CharSequence, CharSequence> line = lines.next();
            copy.add(line.getKey().toString(), line.getValue().toString());
        }
        return copy.build();
    }
}
