package dev.lmcp.config;

/** What the start of a server reads of a configuration, for tests outside of this package. */
@SuppressWarnings("exports")
public final class ConfigReaders {

    private ConfigReaders() {}

    public static ConfigReader of(ConfigBuilder builder) {
        return builder.build().reader();
    }
}
