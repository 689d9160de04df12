package dev.lmcp.launcher;

import java.io.IOException;
import java.net.InetAddress;

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

    /** Returns whether it stands for every address of this machine. */
    boolean isAnywhere() {
        try {
            return InetAddress.getByName(host).isAnyLocalAddress();
        } catch (IOException e) {
            return false;
        }
    }
}
