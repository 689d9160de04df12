package dev.lmcp.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where to listen.
 *
 * @param host a name or address of this machine
 * @param port a port, 0 for any that is free
 */
record HostPort(String host, int port) {

    static final String HOST = "127.0.0.1";
    static final int PORT = 8080;

    /** Returns where to listen, by flag, system property, or environment. */
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

    private static Optional<String> find(String name, Map<String, String> flags, Map<String, String> environment) {
        String key = "lmcp.transport.http." + name;
        String upper = name.toUpperCase(Locale.ROOT);
        return Optional.ofNullable(flags.get("--" + name))
                .or(() -> Optional.ofNullable(flags.get("--" + key)))
                .or(() -> Optional.ofNullable(System.getProperty(key)))
                // An orchestrator that links a service named lmcp sets LMCP_PORT to a URL.
                .or(() -> Optional.ofNullable(environment.get("LMCP_" + upper)).filter(value -> !value.contains("://")))
                .or(() -> Optional.ofNullable(environment.get("LMCP_TRANSPORT_HTTP_" + upper)))
                .map(String::trim)
                .filter(value -> !value.isEmpty());
    }

    /** Returns whether only this machine can reach it. */
    boolean isLoopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns the names that callers may use for it; none where those cannot be known. */
    List<String> names() {
        if (!isLoopback()) {
            return List.of();
        }
        String own = host.contains(":") ? "[" + host + "]" : host;
        return Stream.of(own, "localhost", "127.0.0.1", "[::1]").distinct().toList();
    }

    /** Returns whether it stands for every address of this machine. */
    boolean isAnywhere() {
        try {
            return InetAddress.getByName(host).isAnyLocalAddress();
        } catch (IOException e) {
            return false;
        }
    }
}
