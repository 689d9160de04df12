package dev.lmcp.server;

import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.server.base.RateLimitedLog;
import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.Headers;
import dev.lmcp.spi.Settings;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests of web pages that are not allowed, by {@code Origin} and {@code Host}. Programs send no {@code Origin}.
 *
 * <p>By default, a page is allowed only if its origin and the requested host are both loopback. That stops DNS rebinding,
 * even though the server does not know the address that its container listens on. A server behind a public name needs no
 * setting for clients that are not browsers. See {@code docs/decisions/}. Safe for concurrent use.
 */
public final class OriginPolicy {

    private static final String METHODS = "POST, GET, DELETE";
    private static final String MAX_AGE = "600";

    private final List<HostPort> hosts;
    private final List<OriginRule> origins;
    private final boolean isEveryOriginAllowed;
    private final String exposedHeaders;
    private final RateLimitedLog log;
    private final MessageCodec codec = new MessageCodec(1);

    /** The Host field that was allowed last; nearly every request has the same one. */
    private volatile @Nullable String lastAllowedHost;

    private OriginPolicy(
            List<HostPort> hosts,
            List<OriginRule> origins,
            boolean isEveryOriginAllowed,
            String exposedHeaders,
            RateLimitedLog log) {
        this.hosts = List.copyOf(hosts);
        this.origins = List.copyOf(origins);
        this.isEveryOriginAllowed = isEveryOriginAllowed;
        this.exposedHeaders = exposedHeaders;
        this.log = log;
    }

    /**
     * Reads {@code allowed-hosts} and {@code allowed-origins} from the slice with the prefix {@code lmcp.}.
     *
     * @param defaultHosts the allowed hosts if {@code allowed-hosts} is not set; if empty, every host is allowed
     * @param exposedHeaders the response header fields that pages may read, besides those of authentication
     */
    public static OriginPolicy read(
            Settings settings, List<String> defaultHosts, List<String> exposedHeaders, InstantSource time) {
        return read(
                settings, defaultHosts, exposedHeaders, new RateLimitedLog(System.getLogger("dev.lmcp.http"), time));
    }

    /** Reads the same keys, and logs refusals to {@code log}. */
    public static OriginPolicy read(
            Settings settings, List<String> defaultHosts, List<String> exposedHeaders, RateLimitedLog log) {
        List<String> texts = settings.list("allowed-origins");
        boolean isEvery = texts.equals(List.of("*"));
        return new OriginPolicy(
                hosts(settings, defaultHosts),
                isEvery ? List.of() : origins(settings, texts),
                isEvery,
                Stream.concat(exposedHeaders.stream(), Stream.of("WWW-Authenticate"))
                        .collect(Collectors.joining(", ")),
                log);
    }

    /**
     * Returns a policy that also allows the host of this URL, at any port. If every host is allowed, that stays so.
     *
     * @param publicUrl the URL that clients call
     */
    public OriginPolicy allowing(URI publicUrl) {
        Optional<HostPort> host = Optional.ofNullable(publicUrl.getHost()).flatMap(HostPort::parse);
        if (hosts.isEmpty() || host.isEmpty()) {
            return this;
        }
        List<HostPort> all = Stream.concat(hosts.stream(), host.stream()).toList();
        return new OriginPolicy(all, origins, isEveryOriginAllowed, exposedHeaders, log);
    }

    private static List<HostPort> hosts(Settings settings, List<String> defaultHosts) {
        List<String> named = settings.list("allowed-hosts");
        List<HostPort> hosts = new ArrayList<>();
        for (String text : named.isEmpty() ? defaultHosts : named) {
            HostPort.parse(text)
                    .ifPresentOrElse(
                            hosts::add,
                            () -> settings.problem(
                                    "allowed-hosts",
                                    "'" + text + "' is not a host; expected a name or an address, or host:port"));
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
                                    "'" + text
                                            + "' is not an origin; expected scheme://host or scheme://host:port without"
                                            + " a path, scheme://host:* for any port, or a single * for every origin"));
        }
        return origins;
    }

    /** Returns whether pages of every origin are allowed. That is safe only if callers need credentials. */
    boolean isOpen() {
        return isEveryOriginAllowed;
    }

    /** Returns the 403 response if the request's host or origin is not allowed, otherwise empty. */
    Optional<Exchange.Response> refuse(Exchange exchange) {
        List<String> hostLines = exchange.headers("Host");
        List<String> originLines = exchange.headers("Origin");
        if (originLines.isEmpty() && hostLines.size() == 1 && hostLines.get(0).equals(lastAllowedHost)) {
            return Optional.empty();
        }
        Optional<HostPort> host = host(hostLines);
        if (!isHostAllowed(hostLines, host)) {
            log.warn(
                    "host",
                    "request refused with 403: Host '" + String.join("', '", hostLines)
                            + "' is not trusted; expected one of lmcp.allowed-hosts; if it is correct, add it there");
            return Optional.of(forbidden("Forbidden: this server does not answer under the host name of this request."
                    + " The operator can allow it with 'lmcp.allowed-hosts'."));
        }
        if (!isOriginAllowed(originLines, host)) {
            log.warn(
                    "origin",
                    "request refused with 403: Origin '" + String.join("', '", originLines)
                            + "' is not trusted; expected none, one of lmcp.allowed-origins, or by default a loopback origin and host;"
                            + " if this web page may call, add its origin to lmcp.allowed-origins");
            return Optional.of(forbidden("Forbidden: this server does not accept calls from web pages of this origin."
                    + " The operator can allow it with 'lmcp.allowed-origins'."));
        }
        host.ifPresent(allowed -> lastAllowedHost = hostLines.get(0));
        return Optional.empty();
    }

    /** Answers OPTIONS, which browsers send without credentials; empty if the method is another. */
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

    /** Returns the header fields that let the page read the response; none if the request is not of an allowed page. */
    Headers corsHeaders(Exchange exchange) {
        return allowedOrigin(exchange)
                .map(origin -> Headers.of("Access-Control-Allow-Origin", origin)
                        .with("Access-Control-Expose-Headers", exposedHeaders)
                        .with("Vary", "Origin"))
                .orElse(Headers.none());
    }

    private Optional<String> allowedOrigin(Exchange exchange) {
        List<String> origins = exchange.headers("Origin");
        boolean isAllowed = !origins.isEmpty() && isOriginAllowed(origins, host(exchange.headers("Host")));
        return isAllowed ? Optional.of(origins.get(0)) : Optional.empty();
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
        if (isEveryOriginAllowed || origins.stream().anyMatch(rule -> rule.allows(origin))) {
            return true;
        }
        if (host.isEmpty()) {
            return false;
        }
        // A host that the operator named is not an attacker's, so its own pages may call. Any other host may be the
        // result of DNS rebinding, and the attacker's page then has the same origin as the host.
        boolean isOwnPage = !hosts.isEmpty() && origin.isOf(host.get());
        boolean isLocal = origins.isEmpty() && origin.isLoopback() && host.get().isLoopback();
        return isOwnPage || isLocal;
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
