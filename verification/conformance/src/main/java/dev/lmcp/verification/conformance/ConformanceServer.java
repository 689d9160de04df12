package dev.lmcp.verification.conformance;

import dev.lmcp.config.Config;
import dev.lmcp.config.ConfigBuilder;
import dev.lmcp.embed.Lmcp;
import dev.lmcp.embed.LmcpBuilder;
import dev.lmcp.launcher.Launcher;

/**
 * Serves the fixtures on a free port of the loopback interface, without credentials, and prints its URL; in Tomcat, where
 * the one argument is {@code --tomcat}; or on standard input and output, where it is {@code --stdio}.
 */
final class ConformanceServer {

    private ConformanceServer() {}

    public static void main(String[] arguments) throws InterruptedException {
        ConfigBuilder config = Config.builder().set("lmcp.auth", "none");
        if (arguments.length == 1 && arguments[0].equals("--stdio")) {
            try (Lmcp lmcp =
                    Lmcp.with(config.set("lmcp.transport", "stdio").build()).start()) {
                lmcp.awaitTermination();
            }
            return;
        }
        boolean isOnTomcat = arguments.length == 1 && arguments[0].equals("--tomcat");
        LmcpBuilder server = Lmcp.with(config.build());
        try (Launcher launcher = isOnTomcat ? Launcher.startOnTomcat(server) : Launcher.start(server)) {
            System.out.println(launcher.uri());
            Thread.currentThread().join();
        }
    }
}
