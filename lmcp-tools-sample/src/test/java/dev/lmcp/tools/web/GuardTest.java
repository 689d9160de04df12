package dev.lmcp.tools.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lmcp.ToolException;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GuardTest {

    private static final Guard GUARD = new Guard(Set.of(), Guard.DNS);

    private static Guard.Target admit(Guard guard, String url) {
        return guard.admit(Guard.parse(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "http://127.1.2.3:8080/",
                "http://localhost/",
                "http://LOCALHOST:80/",
                "http://0.0.0.0/",
                "http://10.0.0.1/",
                "http://169.254.169.254/latest/meta-data/",
                "http://[::1]/",
                "http://[::]/",
                "http://[::ffff:127.0.0.1]/",
                "http://[::ffff:7f00:1]/",
                "http://[::127.0.0.1]/",
                "http://[64:ff9b::127.0.0.1]/",
                "http://[2002:7f00:1::]/",
                "http://[fe80::1]/",
                "http://[fd00::1]/",
                "https://192.168.1.1/"
            })
    void refusesPrivateAddresses(String url) {
        assertThatThrownBy(() -> admit(GUARD, url))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("has an address that is not public");
    }

    /** None of these may pass, however the JDK reads them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://2130706433/",
                "http://0x7f000001/",
                "http://0x7f.0.0.1/",
                "http://017700000001/",
                "http://127.1/",
                "http://0/",
                "http://127.0.0.1./",
                "http://user@example.com/",
                "http://127.0.0.1@example.com:pass@x/",
                "http://exämple.com/",
                "http://①②⑦.⓪.⓪.①/",
                "http://ex_ample.com/",
                "http:///etc/passwd",
                "http:127.0.0.1",
                "http://[::1%25lo]/",
                "file:///etc/passwd",
                "file://localhost/etc/passwd",
                "ftp://example.com/",
                "gopher://127.0.0.1:25/",
                "jar:http://example.com/!/",
                "javascript:alert(1)",
                "data:text/plain,x",
                "example.com",
                "//example.com/",
                "http://example.com:0/",
                "http://example.com:65536/",
                "http://example.com:-1/",
                "http://a b/",
                "http://example.com/\r\nX: y",
                "http://example.com/ HTTP/1.1",
                ""
            })
    void refusesEverythingButPlainWebUrls(String url) {
        assertThatThrownBy(() -> admit(GUARD, url)).isInstanceOf(ToolException.class);
    }

    @Test
    void refusesAHostWithOnePrivateAddress() {
        Guard guard = new Guard(
                Set.of(), host -> List.of(InetAddress.getByName("8.8.8.8"), InetAddress.getByName("10.0.0.1")));

        assertThatThrownBy(() -> admit(guard, "http://both.example/")).hasMessageContaining("not public");
    }

    @Test
    void returnsTheAddressesThatItHasChecked() throws Exception {
        List<InetAddress> checked = List.of(InetAddress.getByName("8.8.8.8"));
        Guard guard = new Guard(Set.of(), host -> checked);

        Guard.Target target = admit(guard, "https://Public.example/x?y");

        assertThat(target.addresses()).isSameAs(checked);
        assertThat(target.port()).isEqualTo(443);
        assertThat(target.host()).isEqualTo("public.example");
    }

    @Test
    void checksTheSameAddressThatIsConnectedTo() {
        Guard guard = new Guard(Set.of(), Guard.DNS);

        try {
            assertThat(admit(guard, "http://0177.0.0.1/").addresses().get(0).isLoopbackAddress())
                    .isFalse();
        } catch (ToolException refused) {
            assertThat(refused).hasMessageContaining("0177.0.0.1");
        }
    }

    @Test
    void allowsListedHosts() {
        Guard guard = new Guard(Set.of("localhost"), Guard.DNS);

        assertThat(admit(guard, "http://localhost:8080/").port()).isEqualTo(8080);
        assertThatThrownBy(() -> admit(guard, "http://127.0.0.1:8080/")).hasMessageContaining("not public");
    }
}
