package dev.lmcp.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
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
