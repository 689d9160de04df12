package dev.lmcp.testkit.plugin;

import dev.lmcp.Principal;
import dev.lmcp.config.Config;
import dev.lmcp.config.ConfigBuilder;
import dev.lmcp.embed.Lmcp;
import dev.lmcp.embed.LmcpBuilder;
import dev.lmcp.spi.AuthDecision;
import dev.lmcp.spi.Exchange;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A complete server that finds the plugin under test as any server does. */
final class AuthTrial implements AutoCloseable {

    private static final String LAST = "last-of-the-chain";
    private static final String BODY = """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"newest","capabilities":{},\
            "clientInfo":{"name":"contract","version":"1"}}}""";

    private final Lmcp server;

    private AuthTrial(Lmcp server) {
        this.server = server;
    }

    /** Starts a server with only this plugin. */
    static AuthTrial start(Class<?> plugin, String name, Map<String, String> settings, Clock clock) {
        return new AuthTrial(builder(plugin, name, name, settings, clock).start());
    }

    /** Starts a server with a second auth plugin after this one; the second one accepts every caller. */
    static AuthTrial startBeforeAnOpenPlugin(Class<?> plugin, String name, Map<String, String> settings, Clock clock) {
        return new AuthTrial(builder(plugin, name, name + "," + LAST, settings, clock)
                .authenticator(LAST, request -> AuthDecision.accept(Principal.named("anybody")))
                .start());
    }

    private static LmcpBuilder builder(
            Class<?> plugin, String name, String auth, Map<String, String> settings, Clock clock) {
        ConfigBuilder config = Config.builder().set("lmcp.auth", auth);
        settings.forEach((key, value) -> config.set("lmcp.auth." + name + '.' + key, value));
        return Lmcp.with(config.build()).classLoader(plugin.getClassLoader()).clock(clock);
    }

    /** Sends a request with these credentials. */
    Exchange.Response send(Credential... presented) {
        return send(List.of(presented));
    }

    Exchange.Response send(Collection<Credential> presented) {
        SentRequest request = SentRequest.post("/mcp", BODY);
        presented.forEach(credential -> request.with(credential.field(), credential.value()));
        return request.to(server.endpoint());
    }

    /** Sends a request with one header field. */
    Exchange.Response sendField(String name, String value) {
        return SentRequest.post("/mcp", BODY).with(name, value).to(server.endpoint());
    }

    String report() {
        return server.report();
    }

    /** Returns the status, header fields and body of a response as text. */
    static String text(Exchange.Response response) {
        List<String> parts = new ArrayList<>();
        parts.add(Integer.toString(response.status()));
        response.headers().forEach((name, value) -> parts.add(name + ": " + value));
        parts.add(new String(response.body(), StandardCharsets.UTF_8));
        return String.join("\n", parts);
    }

    @Override
    public void close() {
        server.close();
    }
}
