package dev.lmcp.tools.web;

import dev.lmcp.ToolException;
import dev.lmcp.net.PublicAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Checks the URLs of callers: http and https to public addresses, and to hosts that the operator has listed.
 *
 * @param privateHosts the hosts that may have any address, in lower case
 * @param resolver finds the addresses of hosts
 */
record Guard(Set<String> privateHosts, Resolver resolver) {

    static final Resolver DNS = host -> List.of(InetAddress.getAllByName(host));

    private static final int MAX_URL_LENGTH = 8192;

    /** Finds the addresses of a host. */
    interface Resolver {
        List<InetAddress> resolve(String host) throws UnknownHostException;
    }

    Guard {
        privateHosts = Set.copyOf(privateHosts);
    }

    /** The target of a request. Its addresses are checked, and only these are used for the connection. */
    record Target(URI uri, String host, int port, List<InetAddress> addresses) {

        boolean isEncrypted() {
            return uri.getScheme().equalsIgnoreCase("https");
        }
    }

    static boolean isWeb(URI uri) {
        return "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
    }

    /**
     * Reads a URL.
     *
     * @throws ToolException if the URL is malformed or too long
     */
    static URI parse(String url) {
        if (url.length() > MAX_URL_LENGTH) {
            throw new ToolException("the URL has " + url.length() + " characters; expected at most " + MAX_URL_LENGTH);
        }
        try {
            return new URI(url.strip());
        } catch (URISyntaxException e) {
            throw new ToolException("'" + url + "' is not a URL: at " + e.getIndex() + ", " + e.getReason()
                    + "; expected a URL whose special characters are written as %XX");
        }
    }

    /**
     * Checks a URL and every address of its host.
     *
     * @throws ToolException if a caller may not use the URL
     */
    Target admit(URI uri) {
        if (!isWeb(uri)) {
            throw new ToolException("'" + uri + "' is not a URL of the web; expected http://… or https://…");
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw new ToolException("'" + uri + "' has no valid host, or has a user before the host; expected a plain"
                    + " host, written in its xn--… form if it has letters that are not ASCII");
        }
        if (uri.getPort() == 0 || uri.getPort() > 65_535) {
            throw new ToolException("'" + uri + "' has the port " + uri.getPort() + "; expected 1 to 65535");
        }
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        int port = uri.getPort() > 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
        return new Target(uri, host, port, addresses(host));
    }

    private List<InetAddress> addresses(String host) {
        List<InetAddress> addresses;
        try {
            addresses = resolver.resolve(host);
        } catch (UnknownHostException e) {
            throw new ToolException("the host '" + host + "' is unknown; expected a host that DNS knows");
        }
        if (!privateHosts.contains(host) && !addresses.stream().allMatch(PublicAddress::isPublic)) {
            throw new ToolException("the host '" + host + "' has an address that is not public; expected a host of the"
                    + " public web");
        }
        return addresses;
    }
}
