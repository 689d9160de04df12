package dev.lmcp;

import dev.lmcp.text.NearestName;
import java.util.ArrayList;
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
 * <p>Nothing throws for what an operator wrote: {@link Config#problems} tells, so that a start reports everything at
 * once. Not safe for concurrent use.
 */
public final class ConfigBuilder {

    static final String FILE = "lmcp.config";
    static final String RESOURCE = "lmcp.properties";

    private final ConfigLayer.Keyed defaults = new ConfigLayer.Keyed(Config.Source.DEFAULT);
    private final ConfigLayer.Keyed properties = new ConfigLayer.Keyed(Config.Source.SYSTEM_PROPERTY);
    private final ConfigLayer.Keyed parameters = new ConfigLayer.Keyed(Config.Source.PARAMETER);
    private final ConfigLayer.Keyed code = new ConfigLayer.Keyed(Config.Source.CODE);
    private final Map<String, String> variables = new TreeMap<>();
    private final Map<String, String> flags = new TreeMap<>();
    private @Nullable ClassLoader classPath;

    ConfigBuilder() {}

    /** Sets what a key is where no source sets it. */
    public ConfigBuilder defaultValue(String key, String value) {
        defaults.set(key, value, "default");
        return this;
    }

    /** Reads {@code lmcp.properties} from this class path, where it is there and {@code lmcp.config} names no file. */
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

    /** Adds flags as they stand on the command line, as in {@code --port}; each key is one, as in {@code --lmcp.path}. */
    public ConfigBuilder flags(Map<String, String> values) {
        flags.putAll(values);
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
        EnvironmentLayer environment = new EnvironmentLayer(variables);
        List<ConfigLayer> layers =
                new ArrayList<>(List.of(code, flagLayer(problems), parameters, properties, environment));
        Config named = new Config(List.copyOf(layers), environment.names(), problems);
        ConfigFile files = new ConfigFile(problems);
        ConfigLayer settings = named.find(FILE)
                .filter(entry -> !entry.value().isEmpty())
                .map(files::read)
                .or(() -> Optional.ofNullable(classPath).flatMap(files::readFromClassPath))
                .orElseGet(() -> new ConfigLayer.Keyed(Config.Source.FILE));
        layers.add(settings);
        new Config(layers, environment.names(), problems)
                .find(FirstNames.CONF_FILE)
                .filter(entry -> !entry.value().isEmpty())
                .map(files::readToken)
                .ifPresent(token -> layers.add(layers.size() - 1, token));
        layers.add(defaults);
        return new Config(layers, environment.names(), problems);
    }

    private ConfigLayer flagLayer(List<StartupException.Problem> problems) {
        ConfigLayer.Keyed layer = new ConfigLayer.Keyed(Config.Source.FLAG);
        flags.forEach((flag, value) -> FirstNames.keyOfFlag(flag)
                .ifPresentOrElse(
                        key -> setFlag(layer, key, flag, value, problems), () -> problems.add(unknownFlag(flag))));
        return layer;
    }

    /** A token may stand in a variable of any name, so that the list of processes does not show it. */
    private void setFlag(
            ConfigLayer.Keyed layer, String key, String flag, String value, List<StartupException.Problem> problems) {
        if (!key.equals(FirstNames.TOKEN) || !value.startsWith("env:")) {
            layer.set(key, value, "flag " + flag);
            return;
        }
        String name = value.substring("env:".length());
        String token = variables.get(name);
        if (token == null || token.isBlank()) {
            problems.add(new StartupException.Problem(
                    "LMCP-105",
                    "flag " + flag + " names the environment variable '" + name
                            + "', which is not set; expected it to hold the token: set it, or leave the flag out"));
        } else {
            layer.set(key, token, "flag " + flag + ", environment " + name);
        }
    }

    private static StartupException.Problem unknownFlag(String flag) {
        return new StartupException.Problem(
                "LMCP-106",
                "flag '" + flag + "' is not known; expected a flag that --help lists"
                        + NearestName.suggest(flag, FirstNames.flags()));
    }

    private static void setIfOurs(ConfigLayer.Keyed layer, String key, String value, String origin) {
        if (key.startsWith("lmcp.")) {
            layer.set(key, value, origin + " " + key);
        }
    }
}
