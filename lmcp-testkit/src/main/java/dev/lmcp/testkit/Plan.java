package dev.lmcp.testkit;

import dev.lmcp.Registry;
import dev.lmcp.config.Config;
import dev.lmcp.config.ConfigBuilder;
import dev.lmcp.embed.Lmcp;
import dev.lmcp.embed.LmcpBuilder;
import dev.lmcp.spi.ToolProvider;
import dev.lmcp.testkit.plugin.TestServices;
import dev.lmcp.testkit.plugin.TestSettings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What a test server will be made of. Not safe for concurrent use. */
final class Plan {

    /** So short that a tool soon notices that its client has gone. */
    private static final String HEARTBEAT = "250ms";

    private final List<Consumer<Registry>> registrations = new ArrayList<>();
    private final List<ToolProvider> providers = new ArrayList<>();
    private final Map<String, String> settings = new TreeMap<>();
    private Clock clock = Clock.systemUTC();
    private ClassLoader loader = ClassLoader.getPlatformClassLoader();

    Plan() {
        settings.put("lmcp.jmx", "false");
        settings.put("lmcp.limits.heartbeat-interval", HEARTBEAT);
        settings.put("lmcp.limits.drain-timeout", "1s");
    }

    void add(Consumer<Registry> registration) {
        registrations.add(Objects.requireNonNull(registration, "registration"));
    }

    void add(ToolProvider provider) {
        providers.add(Objects.requireNonNull(provider, "provider"));
    }

    void findPlugins() {
        loader =
                Objects.requireNonNullElse(Thread.currentThread().getContextClassLoader(), Plan.class.getClassLoader());
    }

    void set(String key, String value) {
        settings.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
    }

    void clock(Clock value) {
        clock = Objects.requireNonNull(value, "clock");
    }

    Clock clock() {
        return clock;
    }

    /** Returns the builder of the server. */
    LmcpBuilder builder(TestServices services) {
        ConfigBuilder config = Config.builder();
        settings.forEach((key, value) -> {
            if (providers.stream().noneMatch(provider -> key.startsWith(prefix(provider)))) {
                config.set(key, value);
            }
        });
        LmcpBuilder builder = Lmcp.with(config.build()).classLoader(loader).clock(clock);
        registrations.forEach(builder::register);
        providers.forEach(provider -> builder.register(registry -> register(provider, registry, services)));
        return builder;
    }

    private static String prefix(ToolProvider provider) {
        return "lmcp.tools." + provider.name() + '.';
    }

    private void register(ToolProvider provider, Registry registry, TestServices services) {
        String prefix = prefix(provider);
        Map<String, String> own = new TreeMap<>();
        settings.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                own.put(key.substring(prefix.length()), value);
            }
        });
        TestSettings read = TestSettings.of(prefix, own);
        provider.register(registry, read, services);
        if (!read.problems().isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", read.problems()));
        }
    }
}
