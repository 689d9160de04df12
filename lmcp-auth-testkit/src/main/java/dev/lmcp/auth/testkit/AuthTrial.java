package dev.lmcp.auth.testkit;

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

/** A whole server with the plugin under test, found as any server finds it. */
final class AuthTrial implements AutoCloseable {

    private static final String LAST = "last-of-the-chain";
    private static final String BODY = """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"newest","capabilities":{},\
            "clientInfo":{"name":"contract","version":"1"}}}""";

    private final Lmcp server;

    private AuthTrial(Lmcp server) {
        this.server = server;
    }

    /** Starts it with the plugin alone. */
    static AuthTrial start(Class<?> plugin, String name, Map<String, String> settings, Clock clock) {
        return new AuthTrial(builder(plugin, name, name, settings, clock).start());
    }

    /** Starts it with another one behind the plugin that lets everybody in. */
    static AuthTrial inFrontOfAnOpenOne(Class<?> plugin, String name, Map<String, String> settings, Clock clock) {
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
        presented.forEach(one -> request.with(one.field(), one.value()));
        return request.to(server.endpoint());
    }

    /** Sends a request with one field of any value. */
    Exchange.Response sendField(String name, String value) {
        return SentRequest.post("/mcp", BODY).with(name, value).to(server.endpoint());
    }

    String report() {
        return server.report();
    }

    /** All that an answer tells its reader. */
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
