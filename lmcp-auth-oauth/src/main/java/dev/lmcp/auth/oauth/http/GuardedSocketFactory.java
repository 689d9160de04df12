package dev.lmcp.auth.oauth.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;

/**
 * The sockets of one call. A socket checks the address that it connects to, and stops reading at the deadline. Behind a
 * proxy, only the proxy knows the address.
 *
 * <p>Without this check, a name could resolve to one address for an earlier check and to another address for the call
 * (DNS rebinding). {@code HttpsURLConnection} takes a plain socket, connects it, and puts TLS around it.
 */
final class GuardedSocketFactory extends SSLSocketFactory {

    private static final int HTTPS_PORT = 443;

    private final SSLSocketFactory tls;
    private final OutboundPolicy policy;
    private final URI target;
    private final Optional<InetSocketAddress> proxy;
    private final long deadline;

    /**
     * Creates the factory for a call.
     *
     * @param target the URL
     * @param proxy the proxy to go through
     * @param deadline the end of the call, as of {@link System#nanoTime()}
     */
    GuardedSocketFactory(
            SSLSocketFactory tls, OutboundPolicy policy, URI target, Optional<InetSocketAddress> proxy, long deadline) {
        this.tls = tls;
        this.policy = policy;
        this.target = target;
        this.proxy = proxy;
        this.deadline = deadline;
    }

    @Override
    public Socket createSocket() {
        return new GuardedSocket();
    }

    @Override
    public Socket createSocket(Socket connected, String name, int port, boolean autoClose) throws IOException {
        return tls.createSocket(connected, name, port, autoClose);
    }

    @Override
    public Socket createSocket(String name, int port) throws IOException {
        throw unguarded();
    }

    @Override
    public Socket createSocket(String name, int port, InetAddress local, int localPort) throws IOException {
        throw unguarded();
    }

    @Override
    public Socket createSocket(InetAddress address, int port) throws IOException {
        throw unguarded();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress local, int localPort) throws IOException {
        throw unguarded();
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return tls.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return tls.getSupportedCipherSuites();
    }

    private static SocketException unguarded() {
        return new SocketException("this factory creates only unconnected sockets, because it must check the address");
    }

    /** Checks the address on connect, and limits each read to the time before the deadline. */
    private final class GuardedSocket extends Socket {

        /** Without the argument, the socket would use a SOCKS proxy that the JVM's settings name. */
        GuardedSocket() {
            super(Proxy.NO_PROXY);
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            if (proxy.isPresent()) {
                InetSocketAddress unresolved = proxy.get();
                super.connect(new InetSocketAddress(unresolved.getHostString(), unresolved.getPort()), timeout);
                ProxyTunnel.open(getInputStream(), getOutputStream(), target.getHost() + ":" + port());
                return;
            }
            InetAddress address = ((InetSocketAddress) endpoint).getAddress();
            if (address == null || !policy.permits(OutboundPolicy.host(target), address)) {
                throw new SocketException("the host has no address that lmcp may call; expected a public address");
            }
            super.connect(endpoint, timeout);
        }

        private int port() {
            return target.getPort() < 0 ? HTTPS_PORT : target.getPort();
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read() throws IOException {
                    limitWait();
                    return super.read();
                }

                @Override
                public int read(byte[] bytes, int from, int length) throws IOException {
                    limitWait();
                    return super.read(bytes, from, length);
                }
            };
        }

        private void limitWait() throws IOException {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new SocketTimeoutException("the response did not end within the time limit");
            }
            setSoTimeout((int) left);
        }
    }
}
