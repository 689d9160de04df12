package dev.lmcp.auth.oauth.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/**
 * Calls to authorization servers: bounded in time and size, never redirected, never to an address that the policy refuses.
 *
 * <p>Blocks. Safe for concurrent use. No proxy is used: the policy could not see whom a proxy calls.
 */
public final class IssuerHttpClient {

    static final int MAX_BYTES = 256 * 1024;

    private static final Duration CONNECT_TIME = Duration.ofSeconds(2);

    private final OutboundPolicy policy;
    private final SSLSocketFactory tls;
    private final Duration totalTime;

    public IssuerHttpClient(OutboundPolicy policy, SSLSocketFactory tls, Duration totalTime) {
        this.policy = policy;
        this.tls = tls;
        this.totalTime = totalTime;
    }

    /** An answer of any status, with its body. */
    public record Response(int status, Map<String, String> headers, byte[] body) {

        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }
    }

    public OutboundPolicy policy() {
        return policy;
    }

    /** The same, but this host may have any address and need not be encrypted. */
    public IssuerHttpClient allowing(String host) {
        return new IssuerHttpClient(policy.allowing(host), tls, totalTime);
    }

    /** Asks with GET. */
    public Response get(URI uri, Map<String, String> headers) throws FetchFailedException {
        return call(uri, headers, Optional.empty());
    }

    /** Asks with POST, the form being encoded already. */
    public Response post(URI uri, Map<String, String> headers, String form) throws FetchFailedException {
        return call(uri, headers, Optional.of(form));
    }

    private Response call(URI uri, Map<String, String> headers, Optional<String> form) throws FetchFailedException {
        Optional<String> objection = policy.objection(uri);
        if (objection.isPresent()) {
            throw new FetchFailedException("'" + uri + "' " + objection.get());
        }
        long deadline = System.nanoTime() + totalTime.toNanos();
        try {
            HttpURLConnection connection = open(uri, deadline);
            try {
                headers.forEach(connection::setRequestProperty);
                if (form.isPresent()) {
                    connection.setDoOutput(true);
                    try (OutputStream body = connection.getOutputStream()) {
                        body.write(form.get().getBytes(StandardCharsets.UTF_8));
                    }
                }
                return answer(connection, uri, deadline);
            } finally {
                connection.disconnect();
            }
        } catch (IOException | RuntimeException failure) {
            // HttpURLConnection lets some faults of the other side out as unchecked exceptions.
            throw new FetchFailedException(
                    "'" + uri + "' could not be asked: " + describe(failure), failure instanceof SocketException);
        }
    }

    private HttpURLConnection open(URI uri, long deadline) throws IOException {
        String host = OutboundPolicy.host(uri);
        for (InetAddress address : InetAddress.getAllByName(uri.getHost())) {
            if (!policy.permits(host, address)) {
                throw new IOException("it has an address that is not public; to allow that, list the host in"
                        + " 'allow-private-issuers'");
            }
        }
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
        if (connection instanceof HttpsURLConnection encrypted) {
            encrypted.setSSLSocketFactory(new GuardedSocketFactory(tls, policy, host, deadline));
        }
        connection.setConnectTimeout((int) CONNECT_TIME.toMillis());
        connection.setReadTimeout((int) totalTime.toMillis());
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        // A kept connection would outlive the web application, and it would not be checked again.
        connection.setRequestProperty("Connection", "close");
        return connection;
    }

    private Response answer(HttpURLConnection connection, URI uri, long deadline)
            throws IOException, FetchFailedException {
        int status = connection.getResponseCode();
        if (connection.getHeaderField("Content-Encoding") != null) {
            throw new FetchFailedException("'" + uri + "' answers in an encoding that was not asked for");
        }
        Map<String, String> headers = new HashMap<>();
        for (int at = 1; connection.getHeaderFieldKey(at) != null; at++) {
            headers.putIfAbsent(
                    connection.getHeaderFieldKey(at).toLowerCase(Locale.ROOT), connection.getHeaderField(at));
        }
        InputStream stream = status >= 400 ? connection.getErrorStream() : connection.getInputStream();
        byte[] body = stream == null ? new byte[0] : read(stream, uri, deadline);
        // HttpURLConnection makes -1 of a status line that is none, and takes a cut connection for the end.
        if (status < 100 || (status == 200 && connection.getContentLengthLong() > body.length)) {
            throw new FetchFailedException("'" + uri + "' could not be asked: its answer is broken", true);
        }
        return new Response(status, headers, body);
    }

    private static byte[] read(InputStream body, URI uri, long deadline) throws IOException, FetchFailedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
            bytes.write(buffer, 0, count);
            if (bytes.size() > MAX_BYTES) {
                throw new FetchFailedException("'" + uri + "' answers with more than " + MAX_BYTES + " bytes");
            }
            if (System.nanoTime() - deadline > 0) {
                throw new FetchFailedException("'" + uri + "' answers too slowly");
            }
        }
        return bytes.toByteArray();
    }

    private static String describe(Exception failure) {
        return Optional.ofNullable(failure.getMessage())
                .orElse(failure.getClass().getSimpleName());
    }
}
