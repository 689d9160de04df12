package dev.lmcp.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lmcp.config.Config;
import dev.lmcp.config.StartupException;
import dev.lmcp.embed.Lmcp;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings that name proxies. */
final class TrustedProxiesTest {

    private static Lmcp start(String key, String value) {
        return Lmcp.with(Config.builder()
                        .set("lmcp.auth", "none")
                        .set("lmcp.transport", "http")
                        .set("lmcp.transport.http.port", "0")
                        .set(key, value)
                        .build())
                .classLoader(TrustedProxiesTest.class.getClassLoader())
                .start();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,10.255.0.1,true",
        "10.0.0.0/8,11.0.0.1,false",
        "10.1.2.3,10.1.2.3,true",
        "10.1.2.3,10.1.2.4,false",
        "0.0.0.0/0,192.0.2.1,true",
        "0.0.0.0/0,::1,false",
        "fd00::/8,fd12::1,true",
        "fd00::/8,fe80::1,false",
        "::1,::1,true",
        "::ffff:10.0.0.1,10.0.0.1,true",
        "::/0,2001:db8::1,true",
    })
    void knowsItsNetworks(String network, String address, boolean isTrusted) throws Exception {
        TrustedProxies proxies = TestProxies.of(false, List.of(network));

        assertThat(proxies.isTrusted(InetAddress.getByName(address))).isEqualTo(isTrusted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "proxy.example",
                "10.0.0.0/33",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "10.0.0/8",
                "fd00::/129",
                "[::1]",
                "fe80::1%eth0",
                "*",
                "10.0.0.0/8/8"
            })
    void refusesToStartWithWhatIsNotAnAddress(String text) {
        assertThatThrownBy(() -> start("lmcp.transport.http.trusted-proxies", "127.0.0.1," + text))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("LMCP-102")
                .hasMessageContaining("lmcp.transport.http.trusted-proxies")
                .hasMessageContaining("'" + text
                        + "' is not an address; expected an IP address or a network, as in 10.0.0.0/8 or fd00::/8");
    }

    @Test
    void refusesToStartWithAHeaderOfNobody() {
        assertThatThrownBy(() -> start("lmcp.transport.http.proxy-protocol", "true"))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("lmcp.transport.http.proxy-protocol")
                .hasMessageContaining("'proxy-protocol' is set without 'trusted-proxies'; expected the addresses of the"
                        + " proxies that send the header: set both");
    }

    @Test
    void startsWithAddresses() {
        try (Lmcp server = start("lmcp.transport.http.trusted-proxies", "127.0.0.1, 10.0.0.0/8 fd00::/8")) {
            assertThat(server.report()).contains("http");
        }
    }
}
