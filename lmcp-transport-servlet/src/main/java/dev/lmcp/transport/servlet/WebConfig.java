package dev.lmcp.transport.servlet;

import dev.lmcp.Config;
import dev.lmcp.ConfigBuilder;
import jakarta.servlet.ServletContext;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The configuration of a web application, from everywhere it may come. */
final class WebConfig {

    static final String PATH = "lmcp.path";
    static final String DEFAULT_PATH = "/mcp";

    private static final String BEARER = "lmcp.auth.bearer.";

    private WebConfig() {}

    /** Reads it, with these parameters of the servlet's own. */
    static Config read(ServletContext context, Map<String, String> servletParameters) {
        Launch launch = Launch.of(context);
        Config config = sources(context, servletParameters, launch).build();
        return launch.spareToken()
                .filter(token -> wantsToken(config))
                .map(token -> sources(context, servletParameters, launch)
                        .defaultValue(BEARER + "token", token)
                        .build())
                .orElse(config);
    }

    private static ConfigBuilder sources(ServletContext context, Map<String, String> servletParameters, Launch launch) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String name : Collections.list(context.getInitParameterNames())) {
            parameters.put(name, context.getInitParameter(name));
        }
        return Config.builder()
                .classPath(loader(context))
                .environment(System.getenv())
                .systemProperties(System.getProperties())
                .parameters(parameters, "context parameter")
                .parameters(servletParameters, "servlet parameter")
                .flags(launch.flags());
    }

    /** Returns the application's class loader; an embedded server may have none of its own. */
    static ClassLoader loader(ServletContext context) {
        return Objects.requireNonNullElse(context.getClassLoader(), WebConfig.class.getClassLoader());
    }

    /** Whether tokens are asked for and none is set anywhere. */
    private static boolean wantsToken(Config config) {
        boolean bearer = config.find("lmcp.auth")
                .map(auth -> auth.value().isEmpty() || auth.value().equals("bearer"))
                .orElse(true);
        return bearer
                && config.under(BEARER).isEmpty()
                && java.util.stream.Stream.of("token", "token-file", "conf-file", "file")
                        .allMatch(key -> config.find(BEARER + key).isEmpty());
    }

    /** Returns whether the launcher's token is in use. */
    static boolean usesSpareToken(Config config) {
        return config.find(BEARER + "token")
                .filter(entry -> entry.source() == Config.Source.DEFAULT)
                .isPresent();
    }
}
