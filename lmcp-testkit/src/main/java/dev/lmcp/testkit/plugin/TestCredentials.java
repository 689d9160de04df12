package dev.lmcp.testkit.plugin;

import dev.lmcp.spi.Authorization;
import dev.lmcp.spi.Credentials;
import dev.lmcp.spi.Headers;
import dev.lmcp.spi.Peer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** The credentials of a request to the MCP endpoint. The header fields that were read are remembered. */
public final class TestCredentials implements Credentials {

    private final Optional<Authorization> authorization;
    private final Headers headers;
    private final Peer peer;
    private final Set<String> asked = new ConcurrentSkipListSet<>();

    private TestCredentials(Optional<Authorization> authorization, Headers headers, Peer peer) {
        this.authorization = authorization;
        this.headers = headers;
        this.peer = peer;
    }

    /** Returns a request without credentials. */
    public static TestCredentials none() {
        return new TestCredentials(Optional.empty(), Headers.none(), Peer.unknown());
    }

    /** Returns a request with a bearer token. */
    public static TestCredentials bearer(String token) {
        return authorization("Bearer", token);
    }

    /** Returns a request with an {@code Authorization} field, with any scheme. */
    public static TestCredentials authorization(String scheme, String credentials) {
        return new TestCredentials(
                Optional.of(new Authorization(scheme, credentials)),
                Headers.of("Authorization", scheme + ' ' + credentials),
                Peer.unknown());
    }

    /** Returns a request with this credential. */
    static TestCredentials of(Credential presented) {
        return presented.isAuthorization()
                ? authorization(presented.scheme(), presented.secret())
                : none().with(presented.field(), presented.value());
    }

    /** Returns this request with one more header field. */
    public TestCredentials with(String name, String value) {
        return new TestCredentials(authorization, headers.with(name, value), peer);
    }

    /** Returns this request from another sender. */
    public TestCredentials from(Peer sender) {
        return new TestCredentials(authorization, headers, sender);
    }

    /** Returns the names of the header fields that were read, in lower case and in alphabetical order. */
    public List<String> askedHeaders() {
        return List.copyOf(asked);
    }

    @Override
    public Optional<Authorization> authorization() {
        return authorization;
    }

    @Override
    public Optional<String> header(String name) {
        asked.add(name.toLowerCase(Locale.ROOT));
        return headers.firstValue(name);
    }

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public String path() {
        return "/mcp";
    }

    @Override
    public Peer peer() {
        return peer;
    }
}
