package dev.lmcp.server.auth;

import dev.lmcp.spi.Authorization;
import dev.lmcp.spi.Credentials;
import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.Peer;
import java.util.List;
import java.util.Optional;

/** The credentials of one request, as authenticators see them. Not safe for concurrent use. */
final class RequestCredentials implements Credentials {

    private final Exchange exchange;
    private final Optional<Authorization> authorization;
    private final CredentialFields fields;
    private Optional<String> repeated = Optional.empty();

    /** Thrown if an authenticator reads a field that occurs more than once. */
    static final class RepeatedFieldException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private RepeatedFieldException(String name) {
            super("field '" + name + "' occurs more than once; expected it once", null, false, false);
        }
    }

    RequestCredentials(Exchange exchange, Optional<Authorization> authorization, CredentialFields fields) {
        this.exchange = exchange;
        this.authorization = authorization;
        this.fields = fields;
    }

    @Override
    public Optional<Authorization> authorization() {
        return authorization;
    }

    @Override
    public Optional<String> header(String name) {
        fields.addRead(name);
        List<String> values = exchange.headers(name);
        if (values.size() > 1) {
            repeated = Optional.of(name);
            throw new RepeatedFieldException(name);
        }
        return values.stream().findFirst();
    }

    @Override
    public String method() {
        return exchange.method();
    }

    @Override
    public String path() {
        return exchange.path();
    }

    @Override
    public Peer peer() {
        return exchange.peer();
    }

    /** Returns the details of the request that a tool may read. */
    RequestDetails details() {
        return new RequestDetails(exchange, fields);
    }

    /** Returns the repeated field that an authenticator has read, even if the authenticator caught the exception. */
    Optional<String> repeated() {
        return repeated;
    }
}
