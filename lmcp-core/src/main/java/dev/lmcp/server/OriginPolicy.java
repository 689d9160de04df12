package dev.lmcp.server;

import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.server.base.RateLimitedLog;
import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.Headers;
import dev.lmcp.spi.Settings;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages out that have no business here, by {@code Origin} and {@code Host}; programs send no {@code Origin}.
 *
 * <p>Unless the operator says otherwise, a page gets in only from a loopback origin to a loopback host: that stops DNS
 * rebinding without knowing which address the container listens on, and a server behind a public name needs no setting
 * for clients that are no browsers. See {@code docs/decisions/}. Safe for concurrent use.
 */
public final class OriginPolicy {

    private static final String METHODS = "POST, GET, DELETE";
    private static final String MAX_AGE = "600";

    private final List<HostPort> hosts;
    private final List<OriginRule> origins;
    private final boolean everyOrigin;
    private final String exposed;
    private final RateLimitedLog log;
    private final MessageCodec codec = new MessageCodec(1);

    /** The Host field that was last let in: the same one comes with nearly every request. */
    private volatile @Nullable String usualHost;

    private OriginPolicy(
            List<HostPort> hosts,
            List<OriginRule> origins,
            boolean everyOrigin,
            List<String> exposed,
            RateLimitedLog log) {
        this.hosts = List.copyOf(hosts);
        this.origins = List.copyOf(origins);
        this.everyOrigin = everyOrigin;
        this.exposed =
                Stream.concat(exposed.stream(), Stream.of("WWW-Authenticate")).collect(Collectors.joining(", "));
        this.log = log;
    }

    /**
     * Reads {@code allowed-hosts} and {@code allowed-origins} from the slice with the prefix {@code lmcp.}.
     *
     * @param known the host names that are the only right ones where the operator names none; none where that is not
     *     known
     * @param exposed the header fields of answers that pages may read, besides those of authentication
     */
    public static OriginPolicy read(Settings settings, List<String> known, List<String> exposed, InstantSource time) {
        return read(settings, known, exposed, new RateLimitedLog(System.getLogger("dev.lmcp.http"), time));
    }

    public static OriginPolicy read(Settings settings, List<String> known, List<String> exposed, RateLimitedLog log) {
        List<String> texts = settings.list("allowed-origins");
        boolean every = texts.equals(List.of("*"));
        return new OriginPolicy(
                hosts(settings, known), every ? List.of() : origins(settings, texts), every, exposed, log);
    }

    private static List<HostPort> hosts(Settings settings, List<String> known) {
        List<String> named = settings.list("allowed-hosts");
        List<HostPort> hosts = new ArrayList<>();
        for (String text : named.isEmpty() ? known : named) {
            HostPort.parse(text)
                    .ifPresentOrElse(
                            hosts::add,
                            () -> settings.problem(
                                    "allowed-hosts",
                                    "'" + text + "' is no host; expected a name or address, or host:port"));
        }
        return hosts;
    }

    private static List<OriginRule> origins(Settings settings, List<String> texts) {
        List<OriginRule> origins = new ArrayList<>();
        for (String text : texts) {
            OriginRule.parse(text)
                    .ifPresentOrElse(
                            origins::add,
                            () -> settings.problem(
                                    "allowed-origins",
                                    "'" + text + "' is no origin; expected scheme://host or scheme://host:port without"
                                            + " a path, scheme://host:* for any port, or a single * for every origin"));
        }
        return origins;
    }

    /** Whether pages of every origin get in, which is sound only where callers need credentials. */
    boolean isOpen() {
        return everyOrigin;
    }

    /** Returns the answer to a request that may not come in. */
    Optional<Exchange.Response> refuse(Exchange exchange) {
        List<String> hostLines = exchange.headers("Host");
        List<String> originLines = exchange.headers("Origin");
        if (originLines.isEmpty() && hostLines.size() == 1 && hostLines.get(0).equals(usualHost)) {
            return Optional.empty();
        }
        Optional<HostPort> host = host(hostLines);
        if (!isHostAllowed(hostLines, host)) {
            log.warn(
                    "host",
                    "request refused with 403: Host '" + String.join("', '", hostLines)
                            + "' is not trusted; expected one of lmcp.allowed-hosts; where it is right, add it there");
            return Optional.of(forbidden("Forbidden: this server does not answer under the host name of this request."
                    + " The operator allows host names by 'lmcp.allowed-hosts'."));
        }
        if (!isOriginAllowed(originLines, host)) {
            log.warn(
                    "origin",
                    "request refused with 403: Origin '" + String.join("', '", originLines)
                            + "' is not trusted; expected none, one of lmcp.allowed-origins, or by default a loopback origin and host;"
                            + " where this web page may call, add its origin to lmcp.allowed-origins");
            return Optional.of(forbidden("Forbidden: this server does not accept calls from web pages of this origin."
                    + " The operator allows origins by 'lmcp.allowed-origins'."));
        }
        host.ifPresent(allowed -> usualHost = hostLines.get(0));
        return Optional.empty();
    }

    /** Answers OPTIONS, which browsers send without credentials; empty for any other method. */
    Optional<Exchange.Response> preflight(Exchange exchange) {
        if (!exchange.method().equals("OPTIONS")) {
            return Optional.empty();
        }
        Headers always = Headers.of("Allow", METHODS + ", OPTIONS")
                .with("Vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
        Headers headers = allowedOrigin(exchange)
                .map(origin -> always.withAll(allowed(exchange, origin)))
                .orElse(always);
        return Optional.of(Exchange.Response.empty(204, headers));
    }

    private static Headers allowed(Exchange exchange, String origin) {
        Headers headers = Headers.of("Access-Control-Allow-Origin", origin)
                .with("Access-Control-Allow-Methods", METHODS)
                .with("Access-Control-Max-Age", MAX_AGE);
        return Cors.requestedHeaders(exchange)
                .map(names -> headers.with("Access-Control-Allow-Headers", names))
                .orElse(headers);
    }

    /** Returns the header fields that let the page which sent a request read its answer; none where no page did. */
    Headers corsHeaders(Exchange exchange) {
        return allowedOrigin(exchange)
                .map(origin -> Headers.of("Access-Control-Allow-Origin", origin)
                        .with("Access-Control-Expose-Headers", exposed)
                        .with("Vary", "Origin"))
                .orElse(Headers.none());
    }

    private Optional<String> allowedOrigin(Exchange exchange) {
        List<String> origins = exchange.headers("Origin");
        boolean allowed = !origins.isEmpty() && isOriginAllowed(origins, host(exchange.headers("Host")));
        return allowed ? Optional.of(origins.get(0)) : Optional.empty();
    }

    private boolean isHostAllowed(List<String> lines, Optional<HostPort> host) {
        if (lines.isEmpty()) {
            return hosts.isEmpty();
        }
        return host.isPresent() && (hosts.isEmpty() || hosts.stream().anyMatch(allowed -> allowed.covers(host.get())));
    }

    private boolean isOriginAllowed(List<String> lines, Optional<HostPort> host) {
        if (lines.isEmpty()) {
            return true;
        }
        Optional<WebOrigin> sent = lines.size() == 1 ? WebOrigin.parse(lines.get(0)) : Optional.empty();
        if (sent.isEmpty()) {
            return false;
        }
        WebOrigin origin = sent.get();
        if (everyOrigin || origins.stream().anyMatch(rule -> rule.allows(origin))) {
            return true;
        }
        if (host.isEmpty()) {
            return false;
        }
        // A host that the operator named cannot be an attacker's, so its own pages may call; an unnamed one may have
        // been rebound, and there the page's origin looks just as much its own.
        boolean ownPage = !hosts.isEmpty() && origin.isOf(host.get());
        boolean local = origins.isEmpty() && origin.isLoopback() && host.get().isLoopback();
        return ownPage || local;
    }

    private static Optional<HostPort> host(List<String> lines) {
        return lines.size() == 1 ? HostPort.parse(lines.get(0)) : Optional.empty();
    }

    private Exchange.Response forbidden(String text) {
        byte[] body = codec.write(new Message.Failure(Optional.empty(), new RpcError(RpcError.INVALID_REQUEST, text)));
        return new Exchange.Response(
                403,
                Headers.of("Content-Type", "application/json")
                        .with("Cache-Control", "no-store")
                        .with("Vary", "Origin"),
                body);
    }
}
