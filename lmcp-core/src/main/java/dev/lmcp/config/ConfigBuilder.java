package dev.lmcp.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A configuration in the making: the sources are named in any order and ranked by their kind.
 *
 * <p>Nothing throws for what an operator wrote: the start of the server reports all of it at once. Not safe for
 * concurrent use.
 */
public final class ConfigBuilder {

    static final String FILE = "lmcp.config-file";
    static final String RESOURCE = "lmcp.properties";

    private final ConfigLayer.Keyed defaults = new ConfigLayer.Keyed(Config.Source.DEFAULT);
    private final ConfigLayer.Keyed properties = new ConfigLayer.Keyed(Config.Source.SYSTEM_PROPERTY);
    private final ConfigLayer.Keyed parameters = new ConfigLayer.Keyed(Config.Source.PARAMETER);
    private final ConfigLayer.Keyed code = new ConfigLayer.Keyed(Config.Source.CODE);
    private final Map<String, String> variables = new TreeMap<>();
    private final Map<String, String> flags = new TreeMap<>();
    private KeyNames names = KeyNames.OF_CORE;
    private @Nullable ClassLoader classPath;

    ConfigBuilder() {}

    /** Sets the value of a key that no source sets. */
    public ConfigBuilder defaultValue(String key, String value) {
        defaults.set(key, value, "default");
        return this;
    }

    /** Reads {@code lmcp.properties} from this class path, if it is there and {@code lmcp.config-file} names no file. */
    public ConfigBuilder classPath(ClassLoader loader) {
        classPath = Objects.requireNonNull(loader);
        return this;
    }

    /** Adds the environment, of which only names that begin with {@code LMCP_} count. */
    public ConfigBuilder environment(Map<String, String> environment) {
        variables.putAll(environment);
        return this;
    }

    /** Adds system properties, of which only keys that begin with {@code lmcp.} count. */
    public ConfigBuilder systemProperties(Properties system) {
        for (String key : system.stringPropertyNames()) {
            setIfOurs(properties, key, system.getProperty(key, ""), "system property");
        }
        return this;
    }

    /**
     * Adds parameters of a servlet context or servlet, of which only keys that begin with {@code lmcp.} count; those
     * that are added later win.
     *
     * @param origin what they are, as in {@code context parameter}
     */
    public ConfigBuilder parameters(Map<String, String> values, String origin) {
        values.forEach((key, value) -> setIfOurs(parameters, key, value, origin));
        return this;
    }

    /**
     * Adds flags as they stand on the command line, as in {@code --plugins}; each key is one, as in {@code --lmcp.path}.
     * A value {@code env:NAME} is that of the variable {@code NAME}.
     */
    public ConfigBuilder flags(Map<String, String> values) {
        flags.putAll(values);
        return this;
    }

    /** Adds flags and variables of the environment that the program reads itself, so that they are not reported as unknown. */
    public ConfigBuilder programNames(Collection<String> own) {
        names = names.withProgramNames(own);
        return this;
    }

    /** Sets a key; nothing is stronger. */
    public ConfigBuilder set(String key, String value) {
        code.set(key, value, "code");
        return this;
    }

    /** Reads the files that the sources name, and ranks everything. */
    public Config build() {
        List<StartupException.Problem> problems = new ArrayList<>();
        List<ConfigLayer> layers = new ArrayList<>(List.of(
                code,
                new FlagLayer(flags, variables, problems),
                parameters,
                properties,
                new EnvironmentLayer(variables)));
        ConfigFile files = new ConfigFile(problems);
        new ConfigSources(layers, names, problems)
                .find(FILE)
                .filter(entry -> !entry.value().isEmpty())
                .map(files::read)
                .or(() -> Optional.ofNullable(classPath).flatMap(files::readFromClassPath))
                .ifPresent(layers::add);
        layers.add(defaults);
        return new Config(new ConfigSources(layers, names, problems));
    }

    private static void setIfOurs(ConfigLayer.Keyed layer, String key, String value, String origin) {
        if (key.startsWith("lmcp.")) {
            layer.set(key, value, origin + " " + key);
        }
    }
}
