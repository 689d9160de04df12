package dev.lmcp.transport.http;

import dev.lmcp.spi.Settings;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The addresses of proxies that may say for whom they forward.
 *
 * @param networks the addresses, as networks
 * @param isHeaderSent whether these proxies begin each connection with a header of the PROXY protocol
 */
record TrustedProxies(List<IpSubnetFilterRule> networks, boolean isHeaderSent) {

    private static final String KEY = "trusted-proxies";
    private static final String HEADER = "proxy-protocol";

    /** Makes an immutable copy. */
    TrustedProxies {
        networks = List.copyOf(networks);
    }

    /** Returns no proxies. */
    static TrustedProxies none() {
        return new TrustedProxies(List.of(), false);
    }

    /** Reads the settings, and reports what is not an address. */
    static TrustedProxies read(Settings settings) {
        List<IpSubnetFilterRule> networks = new ArrayList<>();
        List<String> texts = settings.list(KEY);
        for (String text : texts) {
            network(text)
                    .ifPresentOrElse(
                            networks::add,
                            () -> settings.problem(
                                    KEY,
                                    "'" + text + "' is not an address; expected an IP address or a network, as in"
                                            + " 10.0.0.0/8 or fd00::/8"));
        }
        boolean isHeaderSent = settings.flag(HEADER, false);
        if (isHeaderSent && texts.isEmpty()) {
            settings.problem(
                    HEADER,
                    "'" + HEADER + "' is set without '" + KEY
                            + "'; expected the addresses of the proxies that send the header: set both");
        }
        return new TrustedProxies(networks, isHeaderSent);
    }

    /** Returns the network that text names. */
    static Optional<IpSubnetFilterRule> network(String text) {
        int slash = text.indexOf('/');
        Optional<InetAddress> address = address(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty()) {
            return Optional.empty();
        }
        int bits = 8 * address.get().getAddress().length;
        int length = slash < 0 ? bits : length(text.substring(slash + 1));
        return length < 0 || length > bits
                ? Optional.empty()
                : Optional.of(new IpSubnetFilterRule(address.get(), length, IpFilterRuleType.ACCEPT));
    }

    private static int length(String text) {
        boolean isNumber = !text.isEmpty() && text.length() <= 3 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? Integer.parseInt(text) : -1;
    }

    /** Returns an address that is spelled as an IP address; empty for everything else, as a name or a zone. */
    static Optional<InetAddress> address(String text) {
        boolean isAddress = NetUtil.isValidIpV4Address(text)
                || (NetUtil.isValidIpV6Address(text) && text.indexOf('%') < 0 && !text.startsWith("["));
        if (!isAddress) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByAddress(NetUtil.createByteArrayFromIpAddressString(text)));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Returns whether an address is one of these. */
    boolean isTrusted(InetAddress address) {
        if (networks.isEmpty()) {
            return false;
        }
        InetSocketAddress socket = new InetSocketAddress(address, 0);
        return networks.stream().anyMatch(network -> network.matches(socket));
    }

    /** Returns whether a new connection begins with a header of the PROXY protocol. */
    boolean isHeaderFrom(SocketAddress peer) {
        return isHeaderSent && peer instanceof InetSocketAddress socket && isTrusted(socket.getAddress());
    }
}
