package dev.lmcp.auth.bearer;

import static dev.lmcp.auth.bearer.BearerTrial.STRONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.spi.Settings;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The plugin's keys in {@code docs/configuration.md}, compared with those that it asks for. */
class BearerDocumentTest {

    private static final Set<String> READS_NOTHING = Set.of("prefix", "problem", "origin");

    @Test
    void namesTheKeysThatThePluginReadsAndNoOthers() throws IOException {
        Set<String> asked = new TreeSet<>();
        Settings settings = new MapSettings().with("tokens.alice.value", STRONG);
        try (TestServices services = new TestServices()) {
            new BearerAuthProvider()
                    .create(noting(settings, "lmcp.auth.bearer.", asked), services)
                    .close();
        }

        Set<String> documented = new TreeSet<>();
        Matcher keys = Pattern.compile("(?m)^\\| `(lmcp\\.auth\\.bearer\\.[^`]+)` \\| (\\S*)")
                .matcher(Files.readString(Path.of("..", "docs", "configuration.md")));
        while (keys.find()) {
            documented.add(keys.group(1));
            assertThat(keys.group(2)).isEqualTo(keys.group(1).endsWith("allow-weak-tokens") ? "`false`" : "|");
        }
        assertThat(documented).isEqualTo(asked);
    }

    /** The same settings, which note every key that is asked for. */
    private static Settings noting(Settings settings, String group, Set<String> asked) {
        return (Settings) Proxy.newProxyInstance(
                Settings.class.getClassLoader(), new Class<?>[] {Settings.class}, (proxy, method, arguments) -> {
                    boolean reads = !READS_NOTHING.contains(method.getName());
                    if (reads && !method.getName().equals("groupsUnder")) {
                        asked.add(group + arguments[0]);
                    }
                    Object found = method.invoke(settings, arguments);
                    if (method.getName().equals("groupsUnder")) {
                        Map<String, Settings> groups = new LinkedHashMap<>();
                        ((Map<?, ?>) found)
                                .forEach((name, slice) -> groups.put(
                                        (String) name,
                                        noting((Settings) slice, group + arguments[0] + ".NAME.", asked)));
                        return groups;
                    }
                    return found;
                });
    }
}
