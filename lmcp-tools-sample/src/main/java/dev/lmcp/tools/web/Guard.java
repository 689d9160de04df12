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
 * Where a caller may send the server: http and https, to public addresses, and to hosts that the operator has listed.
 *
 * @param privateHosts hosts that may have any address, in lower case
 * @param resolver knows the addresses of hosts
 */
record Guard(Set<String> privateHosts, Resolver resolver) {

    static final Resolver DNS = host -> List.of(InetAddress.getAllByName(host));

    private static final int LONGEST = 8192;

    /** What knows the addresses of a host. */
    interface Resolver {
        List<InetAddress> resolve(String host) throws UnknownHostException;
    }

    Guard {
        privateHosts = Set.copyOf(privateHosts);
    }

    /** Where a request goes: the addresses have been looked at and are the ones to connect to. */
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
     * @throws ToolException where it is none that may be asked for
     */
    static URI parse(String url) {
        if (url.length() > LONGEST) {
            throw new ToolException("the URL has " + url.length() + " characters; expected at most " + LONGEST);
        }
        try {
            return new URI(url.strip());
        } catch (URISyntaxException e) {
            throw new ToolException("'" + url + "' is no URL: at " + e.getIndex() + ", " + e.getReason()
                    + "; expected one whose odd characters are written as %XX");
        }
    }

    /**
     * Looks at a URL and at every address of its host.
     *
     * @throws ToolException where a caller may not go there
     */
    Target admit(URI uri) {
        if (!isWeb(uri)) {
            throw new ToolException("'" + uri + "' is not a URL of the web; expected http://… or https://…");
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw new ToolException("'" + uri + "' has no host that can be looked up, or has a user before it; expected"
                    + " a plain host, one with other than ASCII letters in its xn--… form");
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
            throw new ToolException("the host '" + host + "' is not known");
        }
        if (!privateHosts.contains(host) && !addresses.stream().allMatch(PublicAddress::isPublic)) {
            throw new ToolException("the host '" + host + "' has an address that is not public; expected a host of the"
                    + " public web");
        }
        return addresses;
    }
}
