package dev.lmcp.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressTest {

    private static boolean isPublic(String literal) throws UnknownHostException {
        return PublicAddress.isPublic(InetAddress.getByName(literal));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.9.9.9",
                "168.63.129.16",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "224.0.0.1",
                "239.1.1.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "::10.0.0.1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "2002:0a00:0001::",
                "2002:7f00:0001::1",
                "64:ff9b::10.0.0.1",
                "64:ff9b::127.0.0.1",
                "64:ff9b:1::1",
                "2001:0:a00:1::1",
                "2001:0:808:808::f5ff:fffe",
                "2001:2::1",
                "2001:2:0:ffff::1",
                "2001:db8::1",
                "3fff::1",
                "3fff:fff::1",
                "4000::1"
            })
    void doesNotCallTheseAddressesPublic(String literal) throws UnknownHostException {
        assertThat(isPublic(literal)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.1",
                "100.63.255.255",
                "100.128.0.1",
                "126.1.1.1",
                "169.253.0.1",
                "172.15.0.1",
                "172.32.0.1",
                "192.0.1.1",
                "192.167.1.1",
                "198.17.0.1",
                "198.20.0.1",
                "223.255.255.255",
                "2606:4700:4700::1111",
                "2002:0808:0808::1",
                "64:ff9b::8.8.8.8",
                "2001:4860::1",
                "168.63.129.15",
                "168.63.129.17",
                "2001:2:1::1",
                "3fff:1000::1",
                "3ffe::1"
            })
    void callsTheseAddressesPublic(String literal) throws UnknownHostException {
        assertThat(isPublic(literal)).isTrue();
    }
}
