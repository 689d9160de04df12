package dev.lmcp.transport.http;

import dev.lmcp.spi.Services;
import dev.lmcp.spi.Settings;
import dev.lmcp.spi.Transport;
import dev.lmcp.spi.TransportProvider;
import java.util.Map;
import java.util.Optional;

/**
 * The HTTP transport, for a program that has no servlet container.
 *
 * <p>Settings under {@code lmcp.transport.http.}: {@code host} ({@code 127.0.0.1} by default) and {@code port} (8080 by
 * default, 0 for any free port). With {@code tls-cert} and {@code tls-key}, two PEM files, it speaks TLS; clients may
 * present certificates of the authorities in {@code tls-client-ca}. The proxies in {@code trusted-proxies} say for whom they
 * forward, in fields of the request or, with {@code proxy-protocol}, at the begin of the connection.
 * {@code threads} is {@code platform} or {@code virtual}:
 * the kind of the threads on which handlers run.
 */
public final class HttpTransportProvider implements TransportProvider {

    /** Creates the provider. It does nothing until a server creates a transport. */
    public HttpTransportProvider() {}

    /**
     * Returns a transport for a program that starts a server itself. It has no settings. Its location is the root of the
     * server, as in {@code http://127.0.0.1:8080}.
     *
     * @param host a name or address of this machine
     * @param port the port; 0 for any free port
     */
    public static Transport listenOn(String host, int port) {
        return new HttpTransport(
                new ListenAddress(host, port),
                "",
                Timeouts.usual(),
                Optional.empty(),
                TrustedProxies.none(),
                HandlerThreads.Kind.suitable());
    }

    /**
     * Begins to load the classes of the transport on a thread of its own, which ends by itself. A program that calls this
     * before it starts a server starts sooner. The first transport does it otherwise.
     */
    public static void prepare() {
        ClassPreparation.begin();
    }

    @Override
    public String name() {
        return "http";
    }

    @Override
    public Map<String, String> aliases() {
        return Map.of(
                "LMCP_HOST", "host",
                "--host", "host",
                "LMCP_PORT", "port",
                "--port", "port",
                "--tls-cert", "tls-cert",
                "--tls-key", "tls-key");
    }

    @Override
    public Transport create(Settings settings, Services services) {
        String host = settings.text("host").orElse(ListenAddress.HOST);
        int port = (int) settings.number("port", ListenAddress.PORT, 0, 65_535);
        return new HttpTransport(
                new ListenAddress(host, port),
                services.endpointPath(),
                Timeouts.usual(),
                Tls.read(settings, services),
                TrustedProxies.read(settings),
                threads(settings));
    }

    private static HandlerThreads.Kind threads(Settings settings) {
        HandlerThreads.Kind kind =
                settings.choice("threads", HandlerThreads.Kind.class, HandlerThreads.Kind.suitable());
        if (kind == HandlerThreads.Kind.VIRTUAL && !VirtualThreads.areSupported()) {
            settings.problem(
                    "threads",
                    "is 'virtual' on Java " + Runtime.version().feature()
                            + "; expected Java 21 or newer: set it to 'platform', or use a newer Java");
        }
        return kind;
    }
}
