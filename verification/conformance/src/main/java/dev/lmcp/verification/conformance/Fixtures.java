package dev.lmcp.verification.conformance;

import dev.lmcp.Registry;
import dev.lmcp.spi.Services;
import dev.lmcp.spi.Settings;
import dev.lmcp.spi.ToolProvider;

/** Everything that the suite calls, registered once and served in both eras. */
public final class Fixtures implements ToolProvider {

    /** Creates the provider. */
    public Fixtures() {}

    @Override
    public String name() {
        return "conformance";
    }

    @Override
    public void register(Registry registry, Settings settings, Services services) {
        // First of all test_simple_text: one scenario calls whatever is listed first, without arguments.
        ContentTools.register(registry);
        NotifyingTools.register(registry);
        ClientTools.register(registry);
        RetriedTools.register(registry);
        TaskTools.register(registry);
        HeaderTools.register(registry);
        TriggerTools.register(registry, settings.flag("restores-lists", false));
        Resources.register(registry);
        Prompts.register(registry);
    }
}
