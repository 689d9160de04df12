package dev.lmcp.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.auth.testkit.TestSettings;
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

/** Compares the keys in {@code docs/oauth.md} with the keys that the plugin reads. */
class OAuthDocumentTest {

    private static final Set<String> READS_NOTHING = Set.of("prefix", "problem", "origin", "entriesUnder");

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[^|]+`) \\|");
    private static final Pattern KEY = Pattern.compile("`([^`]+)`");

    @Test
    void documentsExactlyTheKeysThatThePluginReads() throws IOException {
        Set<String> asked = new TreeSet<>();
        Settings settings = TestSettings.of(
                "lmcp.auth.oauth.",
                "resource=https://mcp.example/mcp",
                "issuer=https://issuer.example",
                "token-format=auto",
                "discovery=off");
        try (TestServices services = new TestServices()) {
            new OAuthProvider().create(noting(settings, "", asked), services).close();
        }

        assertThat(asked).isEqualTo(documented());
    }

    private static Set<String> documented() throws IOException {
        String settings = Files.readString(Path.of("..", "docs", "oauth.md"))
                .split("\n## Settings\n", 2)[1]
                .split("\n## ", 2)[0];
        Set<String> keys = new TreeSet<>();
        Matcher rows = ROW.matcher(settings);
        while (rows.find()) {
            Matcher names = KEY.matcher(rows.group(1));
            while (names.find()) {
                keys.add(names.group(1));
            }
        }
        return keys;
    }

    /** Wraps the settings, and records each key that is read. */
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
