package dev.lmcp.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The address and port to listen on.
 *
 * @param host a name or address of this machine
 * @param port the port; 0 for any free port
 */
record HostPort(String host, int port) {

    static final String HOST = "127.0.0.1";
    static final int PORT = 8080;

    /** Takes the brackets off an IPv6 address, which are of URLs. */
    HostPort {
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
    }

    /** Returns the address and port from the flags, the system properties or the environment. */
    static HostPort of(Map<String, String> flags, Map<String, String> environment) throws CommandLineException {
        String host = find("host", flags, environment).orElse(HOST);
        Optional<String> port = find("port", flags, environment);
        if (port.isEmpty()) {
            return new HostPort(host, PORT);
        }
        try {
            int number = Integer.parseInt(port.get());
            if (number >= 0 && number <= 65_535) {
                return new HostPort(host, number);
            }
        } catch (NumberFormatException e) {
            // reported below
        }
        throw new CommandLineException(
                "the port is '" + port.get() + "'; expected a number from 0 to 65535: see --help");
    }

    /** Returns the host from the same sources; empty if none of them names one. */
    static Optional<String> host(Map<String, String> flags, Map<String, String> environment) {
        return find("host", flags, environment);
    }

    private static Optional<String> find(String name, Map<String, String> flags, Map<String, String> environment) {
        String key = "lmcp.transport.http." + name;
        String upper = name.toUpperCase(Locale.ROOT);
        String variable = environment.get("LMCP_" + upper);
        // Kubernetes sets LMCP_PORT to a URL if a service is named lmcp.
        boolean isOfKubernetes = variable != null && variable.contains("://");
        String[] sources = {
            flags.get("--" + name),
            flags.get("--" + key),
            System.getProperty(key),
            isOfKubernetes ? null : variable,
            environment.get("LMCP_TRANSPORT_HTTP_" + upper)
        };
        for (String value : sources) {
            if (value != null) {
                String trimmed = value.trim();
                return trimmed.isEmpty() ? Optional.empty() : Optional.of(trimmed);
            }
        }
        return Optional.empty();
    }

    /** Returns whether only this machine can reach the address. */
    boolean isLoopback() {
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

    /** Returns the host names that callers may use; an empty list if the address is not loopback. */
    List<String> names() {
        if (!isLoopback()) {
            return List.of();
        }
        return Stream.of(urlHost(), "localhost", "127.0.0.1", "[::1]")
                .distinct()
                .toList();
    }

    /** Returns the host as in a URL: an IPv6 address has brackets. */
    String urlHost() {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    /** Returns whether the host is the wildcard address, which stands for every address of this machine. */
    boolean isAnywhere() {
        try {
            return InetAddress.getByName(host).isAnyLocalAddress();
        } catch (IOException e) {
            return false;
        }
    }
}
