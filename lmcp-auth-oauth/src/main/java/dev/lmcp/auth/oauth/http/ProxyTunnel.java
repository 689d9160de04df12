package dev.lmcp.auth.oauth.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Opens a tunnel through an HTTP proxy (RFC 9110 §9.3.6). TLS inside of the tunnel is between lmcp and the issuer. */
final class ProxyTunnel {

    private static final int MAX_HEAD_BYTES = 8192;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");

    private ProxyTunnel() {}

    /**
     * Opens the tunnel on a connection to the proxy.
     *
     * @param target the host and the port
     * @throws IOException if the proxy does not open it
     */
    static void open(InputStream in, OutputStream out, String target) throws IOException {
        String request = "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n\r\n";
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        String head = readHead(in);
        Matcher status = STATUS.matcher(head.substring(0, head.indexOf("\r\n")));
        if (!status.matches()) {
            throw new SocketException("the proxy does not respond with HTTP; expected an HTTP proxy");
        }
        if (!status.group(1).startsWith("2")) {
            throw new SocketException("the proxy responds with status " + status.group(1)
                    + (status.group(1).equals("407") ? ", because it wants a password, which lmcp does not send" : "")
                    + "; expected 200; allow '" + target + "' at the proxy");
        }
    }

    /** Reads byte by byte, because what follows the head belongs to TLS. */
    private static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
            int next = in.read();
            if (next < 0 || head.length() >= MAX_HEAD_BYTES) {
                throw new SocketException("the proxy does not respond with HTTP; expected an HTTP proxy");
            }
            head.append((char) next);
        }
        return head.toString();
    }
}
