package dev.lmcp.transport.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.stream.Stream;

/**
 * The address and port to listen on.
 *
 * @param host a name or address of this machine
 * @param port the port; 0 for any free port
 */
record ListenAddress(String host, int port) {

    static final String HOST = "127.0.0.1";
    static final int PORT = 8080;

    /** Takes the brackets off an IPv6 address, which are of URLs. */
    ListenAddress {
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
    }

    /** Returns the host names that callers may use; an empty list if the address is not loopback. */
    List<String> names() {
        if (!isLoopback()) {
            return List.of();
        }
        return Stream.of(urlHost(), "localhost", "127.0.0.1", "[::1]")
                .distinct()
                .toList();
    }

    private boolean isLoopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns whether this machine has the address. */
    boolean isLocal() {
        try {
            InetAddress found = InetAddress.getByName(host);
            return found.isAnyLocalAddress() || NetworkInterface.getByInetAddress(found) != null;
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns the host for a URL that this machine can call. */
    String localHost() {
        return isAnywhere() ? "localhost" : urlHost();
    }

    /** Returns the host as in a URL: an IPv6 address has brackets. */
    String urlHost() {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    /** Returns whether the host is the wildcard address, which stands for every address of this machine. */
    private boolean isAnywhere() {
        try {
            return InetAddress.getByName(host).isAnyLocalAddress();
        } catch (IOException e) {
            return false;
        }
    }
}
