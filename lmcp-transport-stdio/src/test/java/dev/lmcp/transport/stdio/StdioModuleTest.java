package dev.lmcp.transport.stdio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.spi.TransportProvider;
import java.lang.module.ModuleDescriptor;
import org.junit.jupiter.api.Test;

class StdioModuleTest {

    private final ModuleDescriptor module =
            StdioTransportProvider.class.getModule().getDescriptor();

    @Test
    void theModuleProvidesTheTransportAndExportsNothing() {
        assertThat(module.exports()).isEmpty();
        assertThat(module.provides()).singleElement().satisfies(provides -> {
            assertThat(provides.service()).isEqualTo(TransportProvider.class.getName());
            assertThat(provides.providers()).containsExactly(StdioTransportProvider.class.getName());
        });
        assertThat(module.requires())
                .extracting(ModuleDescriptor.Requires::name)
                .contains("java.base", "dev.lmcp.core")
                .doesNotContain("java.logging");
    }

    @Test
    void theProviderHasItsNameAndTrustsItsCallers() {
        assertThat(new StdioTransportProvider().name()).isEqualTo("stdio");
        assertThat(new StdioTransportProvider().isTrusted()).isTrue();
    }
}
