package dev.lmcp.auth.oauth.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/**
 * An HTTP client for calls to issuers, with limits for time and size, and with a policy for addresses.
 *
 * <p>It follows no redirect. It uses a proxy only if the operator names one, because the policy cannot check the address
 * that a proxy calls. Each call blocks. Safe for concurrent use.
 */
public final class IssuerHttpClient {

    /** The limit for the body of a response, in bytes. */
    static final int MAX_BYTES = 256 * 1024;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /** The coding that means "not encoded" (RFC 9110 §12.5.3). */
    private static final String IDENTITY = "identity";

    private final OutboundPolicy policy;
    private final OutboundProxy proxy;
    private final SSLSocketFactory tls;
    private final Duration timeout;

    /**
     * Creates the client.
     *
     * @param policy the hosts and addresses that may be called
     * @param proxy the way to public hosts; hosts that may be private are called directly
     * @param tls the factory for TLS
     * @param timeout the time limit for a whole call
     */
    public IssuerHttpClient(OutboundPolicy policy, OutboundProxy proxy, SSLSocketFactory tls, Duration timeout) {
        this.policy = policy;
        this.proxy = proxy;
        this.tls = tls;
        this.timeout = timeout;
    }

    /**
     * A response of any status.
     *
     * @param status the status code
     * @param headers the first value of each field, by the field's name in lower case
     * @param body the body, which may be empty
     */
    public record Response(int status, Map<String, String> headers, byte[] body) {

        /** The first value of a field; the case of the name does not matter. */
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }
    }

    /** The policy for addresses. */
    public OutboundPolicy policy() {
        return policy;
    }

    /** Returns a client with another policy. */
    public IssuerHttpClient with(OutboundPolicy other) {
        return new IssuerHttpClient(other, proxy, tls, timeout);
    }

    /** Sends a GET request. */
    public Response get(URI uri, Map<String, String> headers) throws FetchFailedException {
        return call(uri, headers, Optional.empty());
    }

    /** Sends a POST request with an encoded form. */
    public Response post(URI uri, Map<String, String> headers, String form) throws FetchFailedException {
        return call(uri, headers, Optional.of(form));
    }

    private Response call(URI uri, Map<String, String> headers, Optional<String> form) throws FetchFailedException {
        Optional<String> objection = policy.objection(uri);
        if (objection.isPresent()) {
            throw new FetchFailedException("'" + uri + "' " + objection.get());
        }
        try {
            Optional<InetSocketAddress> through =
                    policy.mayBePrivate(OutboundPolicy.host(uri)) ? Optional.empty() : proxy.forUri(uri);
            checkAddresses(uri, through.isPresent());
            long deadline = System.nanoTime() + timeout.toNanos();
            HttpURLConnection connection = open(uri, through, deadline);
            try {
                headers.forEach(connection::setRequestProperty);
                if (form.isPresent()) {
                    connection.setDoOutput(true);
                    try (OutputStream body = connection.getOutputStream()) {
                        body.write(form.get().getBytes(StandardCharsets.UTF_8));
                    }
                }
                return response(connection, uri, deadline);
            } finally {
                connection.disconnect();
            }
        } catch (IOException | RuntimeException failure) {
            // HttpURLConnection reports some errors of the server as unchecked exceptions.
            throw new FetchFailedException(
                    "call to '" + uri + "' failed: " + describe(failure), failure instanceof SocketException);
        }
    }

    private HttpURLConnection open(URI uri, Optional<InetSocketAddress> proxy, long deadline) throws IOException {
        boolean isEncrypted = "https".equalsIgnoreCase(uri.getScheme());
        // A tunnel is opened by the socket, which keeps the deadline; the JDK's own tunnel would not.
        Proxy plainProxy = isEncrypted || proxy.isEmpty()
                ? Proxy.NO_PROXY
                : new Proxy(
                        Proxy.Type.HTTP,
                        new InetSocketAddress(
                                proxy.get().getHostString(), proxy.get().getPort()));
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(plainProxy);
        if (connection instanceof HttpsURLConnection encrypted) {
            encrypted.setSSLSocketFactory(new GuardedSocketFactory(tls, policy, uri, proxy, deadline));
        }
        connection.setConnectTimeout((int) CONNECT_TIMEOUT.toMillis());
        connection.setReadTimeout((int) timeout.toMillis());
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        // A kept-alive connection would outlive the web application, and its address would not be checked again.
        connection.setRequestProperty("Connection", "close");
        // Without the field, some servers compress (RFC 9110 §12.5.3).
        connection.setRequestProperty("Accept-Encoding", IDENTITY);
        return connection;
    }

    /** Checks each address of the host. Behind a proxy, a name without a local address is left to the proxy. */
    private void checkAddresses(URI uri, boolean isProxied) throws IOException {
        InetAddress[] addresses;
        try {
            addresses = InetAddress.getAllByName(uri.getHost());
        } catch (UnknownHostException unknown) {
            if (isProxied) {
                return;
            }
            throw unknown;
        }
        for (InetAddress address : addresses) {
            if (!policy.permits(OutboundPolicy.host(uri), address)) {
                throw new IOException("the host has an address that is not public; expected a public one;"
                        + " list the host in 'allow-private-issuer-hosts' to allow it");
            }
        }
    }

    private Response response(HttpURLConnection connection, URI uri, long deadline)
            throws IOException, FetchFailedException {
        int status = connection.getResponseCode();
        String encoding = Optional.ofNullable(connection.getHeaderField("Content-Encoding"))
                .orElse("");
        if (!encoding.isBlank() && !encoding.strip().equalsIgnoreCase(IDENTITY)) {
            throw new FetchFailedException("'" + uri
                    + "' responds with another 'Content-Encoding' than 'identity', which lmcp asks for; configure the"
                    + " issuer, or the proxy in front of it, to respond without compression");
        }
        Map<String, String> headers = new HashMap<>();
        for (int at = 1; connection.getHeaderFieldKey(at) != null; at++) {
            headers.putIfAbsent(
                    connection.getHeaderFieldKey(at).toLowerCase(Locale.ROOT), connection.getHeaderField(at));
        }
        InputStream stream = status >= 400 ? connection.getErrorStream() : connection.getInputStream();
        byte[] body = stream == null ? new byte[0] : read(stream, uri, deadline);
        // HttpURLConnection returns -1 for an invalid status line, and takes a lost connection for the end of the body.
        if (status < 100 || (status == 200 && connection.getContentLengthLong() > body.length)) {
            throw new FetchFailedException("call to '" + uri + "' failed: the response is broken", true);
        }
        return new Response(status, headers, body);
    }

    private static byte[] read(InputStream body, URI uri, long deadline) throws IOException, FetchFailedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
            bytes.write(buffer, 0, count);
            if (bytes.size() > MAX_BYTES) {
                throw new FetchFailedException("'" + uri + "' responds with more than " + MAX_BYTES + " bytes");
            }
            if (System.nanoTime() - deadline > 0) {
                throw new FetchFailedException("'" + uri + "' did not send its response within the time limit");
            }
        }
        return bytes.toByteArray();
    }

    private static String describe(Exception failure) {
        return Optional.ofNullable(failure.getMessage())
                .orElse(failure.getClass().getSimpleName());
    }
}
