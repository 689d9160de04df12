package dev.lmcp.server.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.config.StartupException;
import java.net.MalformedURLException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StartReportTest {

    private static JarOrigin jar(String location) {
        return new JarOrigin(location, Optional.of("0.1.0"), Optional.of("0.1.0"));
    }

    @Test
    void hasAlignedColumns() {
        StartReport report = new StartReport(
                new StartReport.Summary("0.1.0", "/mcp", 4),
                List.of(
                        StartReport.Row.active("transport", "servlet", "", jar("WEB-INF/lib/transport.jar")),
                        StartReport.Row.active(
                                "auth", "oauth", "lmcp.auth (environment LMCP_AUTH)", jar("plugins/oauth.jar")),
                        StartReport.Row.idle("auth", "bearer", "not named in lmcp.auth", jar("WEB-INF/lib/bearer.jar")),
                        StartReport.Row.active("tools", "sample", "add, echo", jar("WEB-INF/lib/sample.jar"))),
                new StartReport.Remarks(
                        List.of(new StartupException.Problem("LMCP-108", "environment LMCP_X is not known")),
                        List.of("bearer: one token expires soon")));

        assertThat(report.render()).isEqualTo("""
                lmcp 0.1.0  eras modern, legacy   endpoint /mcp   4 tools
                  transport  servlet  0.1.0  active                                     WEB-INF/lib/transport.jar
                  auth       oauth    0.1.0  active  lmcp.auth (environment LMCP_AUTH)  plugins/oauth.jar
                  auth       bearer   0.1.0  idle    not named in lmcp.auth             WEB-INF/lib/bearer.jar
                  tools      sample   0.1.0  active  add, echo                          WEB-INF/lib/sample.jar
                  warning LMCP-108 environment LMCP_X is not known
                  note bearer: one token expires soon""");
    }

    @Test
    void wrapsTheToolsOfAPluginThatHasMany() throws MalformedURLException {
        String tools = IntStream.range(0, 36).mapToObj(i -> "tool_number_" + i).collect(Collectors.joining(", "));
        StartReport report = new StartReport(
                new StartReport.Summary("0.1.0", "/mcp", 36),
                List.of(
                        StartReport.Row.active("tools", "many", tools, jar("WEB-INF/lib/many.jar")),
                        StartReport.Row.active("tools", "few", "one", jar("WEB-INF/lib/few.jar"))),
                new StartReport.Remarks(List.of(), List.of()));

        List<String> lines = report.render().lines().toList();
        assertThat(lines).allMatch(line -> line.length() <= 130);
        assertThat(lines.get(1))
                .contains("active  tool_number_0, tool_number_1,")
                .endsWith("  WEB-INF/lib/many.jar");
        assertThat(lines.get(2)).matches(" {30}tool_number_\\d.*");
        assertThat(lines.get(lines.size() - 1)).endsWith("  WEB-INF/lib/few.jar");
        assertThat(report.render().replaceAll("\\s+", " ")).contains("tool_number_34, tool_number_35");
    }

    @Test
    void callsNoPluginActiveIfTheStartFailed() {
        StartReport report = new StartReport(
                new StartReport.Summary("0.1.0", "/mcp", 0),
                List.of(
                        StartReport.Row.active("auth", "oauth", "the only one found", jar("plugins/oauth.jar")),
                        StartReport.Row.idle("tools", "shell", "not named in lmcp.tools", jar("plugins/shell.jar"))),
                new StartReport.Remarks(List.of(), List.of()));

        assertThat(report.renderNotStarted()).isEqualTo("""
                lmcp 0.1.0  eras modern, legacy   endpoint /mcp   0 tools
                  auth   oauth  0.1.0  chosen  the only one found       plugins/oauth.jar
                  tools  shell  0.1.0  idle    not named in lmcp.tools  plugins/shell.jar""");
    }

    @Test
    void shortensThePathOfAJar() throws MalformedURLException {
        assertThat(JarOrigin.shorten(
                        URI.create("file:/srv/apps/x/WEB-INF/lib/a%20b.jar").toURL()))
                .isEqualTo("WEB-INF/lib/a b.jar");
        assertThat(JarOrigin.shorten(URI.create("file:/etc/lmcp/plugins/c.jar").toURL()))
                .isEqualTo("plugins/c.jar");
        assertThat(JarOrigin.shorten(URI.create("file:/home/x/target/classes/").toURL()))
                .isEqualTo("/home/x/target/classes/");
    }

    @Test
    void findsTheVersionOfTheCore() {
        JarOrigin core = JarOrigin.of(StartReport.class);

        assertThat(core.version()).isPresent();
        assertThat(core.lmcpVersion()).isEqualTo(core.version());
        assertThat(JarOrigin.of(String.class).location()).isEqualTo("the Java runtime");
    }
}
