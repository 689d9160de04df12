package dev.lmcp.auth.bearer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.spi.AuthProvider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BearerModuleTest {

    private final ModuleDescriptor module = BearerAuthProvider.class.getModule().getDescriptor();

    @Test
    void theProviderIsFoundOnTheModulePathAndOnTheClassPath() throws IOException {
        String provider = BearerAuthProvider.class.getName();

        assertThat(module.provides()).hasSize(1).first().satisfies(provides -> {
            assertThat(provides.service()).isEqualTo(AuthProvider.class.getName());
            assertThat(provides.providers()).containsExactly(provider);
        });
        try (InputStream file =
                BearerAuthProvider.class.getResourceAsStream("/META-INF/services/" + AuthProvider.class.getName())) {
            assertThat(new String(file.readAllBytes(), StandardCharsets.UTF_8).strip())
                    .isEqualTo(provider);
        }
    }

    @Test
    void nothingIsExported() {
        assertThat(module.exports()).isEmpty();
    }

    @Test
    void theProviderHasTheNameInItsPrefix() {
        assertThat(new BearerAuthProvider().name()).isEqualTo("bearer");
    }
}
