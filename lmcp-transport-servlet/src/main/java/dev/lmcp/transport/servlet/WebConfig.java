package dev.lmcp.transport.servlet;

import dev.lmcp.config.Config;
import jakarta.servlet.ServletContext;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The configuration of a web application, from all its sources. */
final class WebConfig {

    private static final String PATH = "lmcp.path";
    private static final String DEFAULT_PATH = "/mcp";
    private static final String AUTO_MOUNT = "lmcp.transport.servlet.auto-mount";

    private WebConfig() {}

    /** Reads the configuration, including the init parameters of the servlet. */
    static Config read(ServletContext context, Map<String, String> servletParameters) {
        Launch launch = Launch.of(context);
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
                .flags(launch.flags())
                .programNames(launch.names())
                .build();
    }

    /** Returns the path of the MCP endpoint, below the application's root. */
    static String path(Config config) {
        return config.find(PATH)
                .map(Config.Entry::value)
                .filter(value -> !value.isEmpty())
                .orElse(DEFAULT_PATH);
    }

    /** Returns whether lmcp may add the servlet to an application that does not declare it. */
    static boolean isAutoMount(Config config) {
        return !config.find(AUTO_MOUNT).map(Config.Entry::value).orElse("true").equals("false");
    }

    /** Returns the application's class loader, or this class's loader if an embedded server has none. */
    static ClassLoader loader(ServletContext context) {
        return Objects.requireNonNullElse(context.getClassLoader(), WebConfig.class.getClassLoader());
    }
}
