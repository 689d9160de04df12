package dev.lmcp.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Tells public IP addresses from all others, so that a URL from a stranger cannot make the server call a machine inside
 * (server-side request forgery).
 *
 * <p>The ranges are those of the IANA special-purpose address registries (RFC 6890), of which the JDK's own predicates know
 * only some. Check the very address that is then connected to: a name may resolve differently the next time. Safe for
 * concurrent use.
 */
public final class PublicAddress {

    private static final List<Range> NOT_PUBLIC_V4 = List.of(
            Range.of("00", 8), // this network
            Range.of("0a", 8), // private
            Range.of("6440", 10), // shared by carriers
            Range.of("7f", 8), // loopback
            Range.of("a83f8110", 32), // what a cloud's machines ask for their settings
            Range.of("a9fe", 16), // link-local, and with it the metadata services of clouds
            Range.of("ac10", 12), // private
            Range.of("c00000", 24), // protocol assignments
            Range.of("c00002", 24), // documentation
            Range.of("c05863", 24), // 6to4 relays
            Range.of("c0a8", 16), // private
            Range.of("c612", 15), // benchmarks
            Range.of("c63364", 24), // documentation
            Range.of("cb0071", 24), // documentation
            Range.of("e0", 4), // multicast
            Range.of("f0", 4)); // reserved, broadcast

    private static final Range GLOBAL_V6 = Range.of("20", 3);
    private static final List<Range> NOT_PUBLIC_V6 = List.of(
            Range.of("200100020000", 48), // benchmarks
            Range.of("20010db8", 32), // documentation
            Range.of("3fff00", 20)); // documentation
    private static final Range TEREDO = Range.of("20010000", 32);
    private static final Range SIX_TO_FOUR = Range.of("2002", 16);
    private static final Range NAT64 = Range.of("0064ff9b0000000000000000", 96);

    private PublicAddress() {}

    /**
     * Returns whether the address is public. An IPv6 address that contains an IPv4 address, as those of 6to4, NAT64 and
     * Teredo do, is public if that address is.
     */
    public static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublicV4(bytes) : isPublicV6(bytes);
    }

    private static boolean isPublicV4(byte[] address) {
        return NOT_PUBLIC_V4.stream().noneMatch(range -> range.holds(address));
    }

    /** If the IPv6 address contains an IPv4 address, the packets go there, so that one decides. */
    private static boolean isPublicV6(byte[] address) {
        if (NAT64.holds(address)) {
            return isPublicV4(Arrays.copyOfRange(address, 12, 16));
        }
        if (SIX_TO_FOUR.holds(address)) {
            return isPublicV4(Arrays.copyOfRange(address, 2, 6));
        }
        if (TEREDO.holds(address)) {
            return isPublicV4(Arrays.copyOfRange(address, 4, 8)) && isPublicV4(inverted(address));
        }
        return GLOBAL_V6.holds(address) && NOT_PUBLIC_V6.stream().noneMatch(range -> range.holds(address));
    }

    /** A Teredo client's own address: the last four bytes, every bit turned (RFC 4380 §4). */
    private static byte[] inverted(byte[] address) {
        byte[] client = Arrays.copyOfRange(address, 12, 16);
        for (int at = 0; at < client.length; at++) {
            client[at] = (byte) ~client[at];
        }
        return client;
    }

    /** The addresses that begin with these bits. */
    private record Range(byte[] prefix, int bits) {

        static Range of(String hex, int bits) {
            return new Range(HexFormat.of().parseHex(hex), bits);
        }

        boolean holds(byte[] address) {
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
