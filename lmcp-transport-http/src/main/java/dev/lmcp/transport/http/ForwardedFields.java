package dev.lmcp.transport.http;

import dev.lmcp.spi.Headers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads what proxies say of a request: {@code Forwarded} (RFC 7239), or {@code X-Forwarded-For}, {@code -Proto},
 * {@code -Host} and {@code -Port}.
 */
final class ForwardedFields {

    private static final String STANDARD = "Forwarded";
    private static final String FOR = "X-Forwarded-For";
    private static final String PROTO = "X-Forwarded-Proto";
    private static final String HOST = "X-Forwarded-Host";
    private static final String PORT = "X-Forwarded-Port";

    private ForwardedFields() {}

    /**
     * Returns the hops, the nearest proxy last. They are not checked.
     *
     * @throws RefusedRequestException if both kinds of fields are there: a proxy sets one of them, so the other one may come
     *     from the client
     */
    static List<ForwardedHop> hops(Headers headers) throws RefusedRequestException {
        List<String> standard = headers.allValues(STANDARD);
        List<String> senders = values(headers, FOR);
        List<String> schemes = values(headers, PROTO);
        List<String> hosts = values(headers, HOST);
        List<String> ports = values(headers, PORT);
        int count =
                Math.max(Math.max(senders.size(), schemes.size()), Math.max(hosts.size(), Math.min(1, ports.size())));
        if (!standard.isEmpty() && count > 0) {
            throw new RefusedRequestException(400, "Forwarded and X-Forwarded fields are both sent");
        }
        if (!standard.isEmpty()) {
            return ForwardedField.hops(standard);
        }
        List<ForwardedHop> hops = new ArrayList<>();
        for (int fromEnd = count; fromEnd > 0; fromEnd--) {
            Optional<String> scheme = fromEnd(schemes, fromEnd).map(text -> text.toLowerCase(Locale.ROOT));
            Optional<String> port = fromEnd(ports, fromEnd);
            hops.add(new ForwardedHop(
                    fromEnd(senders, fromEnd).orElse(""),
                    scheme,
                    fromEnd(hosts, fromEnd).map(host -> withPort(host, scheme, port)),
                    true));
        }
        return hops;
    }

    /** Returns the items of all lines of a field. */
    private static List<String> values(Headers headers, String name) {
        List<String> lines = headers.allValues(name);
        return lines.isEmpty()
                ? lines
                : lines.stream()
                        .flatMap(line -> Arrays.stream(line.split(",", -1)))
                        .map(String::strip)
                        .filter(item -> !item.isEmpty())
                        .toList();
    }

    private static Optional<String> fromEnd(List<String> values, int position) {
        return position > values.size() ? Optional.empty() : Optional.of(values.get(values.size() - position));
    }

    /** Adds the port to a host without one, unless it is that of the scheme. */
    private static String withPort(String host, Optional<String> scheme, Optional<String> port) {
        boolean hasPort = host.lastIndexOf(':') > host.lastIndexOf(']');
        String usual = scheme.map(found -> found.equals("https") ? "443" : "80").orElse("");
        return hasPort || port.isEmpty() || port.get().equals(usual) ? host : host + ":" + port.get();
    }
}
