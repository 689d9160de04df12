package dev.lmcp.transport.http;

import dev.lmcp.config.StartupException;
import dev.lmcp.spi.Endpoint;
import dev.lmcp.spi.Transport;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Serves an endpoint on a port of its own. */
final class HttpTransport implements Transport {

    private final ListenAddress address;
    private final String path;
    private final Timeouts timeouts;
    private final Optional<Tls> tls;
    private final TrustedProxies proxies;
    private final HandlerThreads.Kind threads;
    private @Nullable HttpServer server;

    /**
     * Creates a transport that does not listen yet.
     *
     * @param path the path of the endpoint, for the start report
     */
    HttpTransport(
            ListenAddress address,
            String path,
            Timeouts timeouts,
            Optional<Tls> tls,
            TrustedProxies proxies,
            HandlerThreads.Kind threads) {
        this.address = address;
        this.path = path;
        this.timeouts = timeouts;
        this.tls = tls;
        this.proxies = proxies;
        this.threads = threads;
        ClassPreparation.begin();
    }

    @Override
    @SuppressWarnings("CatchingUnchecked") // Netty throws what it finds, whether declared or not.
    public void start(Endpoint endpoint) {
        try {
            server = new HttpServer(
                    endpoint,
                    new InetSocketAddress(InetAddress.getByName(address.host()), address.port()),
                    timeouts,
                    tls,
                    proxies,
                    threads);
        } catch (BindException e) {
            throw new StartupException(
                    "LMCP-302",
                    "cannot bind " + place() + " (" + e.getMessage()
                            + (address.isLocal()
                                    ? "); expected a free port and an address of this machine: use --port with another"
                                            + " port, or with 0 for any free port"
                                    : "); expected an address of this machine: correct --host"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartupException("LMCP-302", "the start was interrupted");
        } catch (Exception e) {
            throw new StartupException(
                    "LMCP-302",
                    "cannot listen on " + place() + " (" + e.getMessage()
                            + "); expected a name or address of this machine: correct --host");
        }
    }

    private String place() {
        return address.urlHost() + ":" + address.port();
    }

    @Override
    public String location() {
        HttpServer running = server;
        return running == null ? "" : running.scheme() + "://" + address.localHost() + ":" + running.port() + path;
    }

    @Override
    public List<String> hosts() {
        return address.names();
    }

    @Override
    public void announceStop() {
        HttpServer running = server;
        if (running != null) {
            running.announceStop();
        }
    }

    @Override
    public void close() {
        HttpServer running = server;
        if (running != null) {
            server = null;
            running.close();
        }
    }
}
