package dev.lmcp.verification.streams;

import dev.lmcp.config.Config;
import dev.lmcp.config.ConfigBuilder;
import dev.lmcp.embed.Lmcp;
import dev.lmcp.embed.LmcpBuilder;
import dev.lmcp.launcher.Launcher;
import java.io.IOException;

/** Serves tools for the checks of streams, until its standard input is closed. */
final class StreamsServer {

    private StreamsServer() {}

    /** Starts it with settings of the form {@code key=value}, and prints the URL. */
    public static void main(String[] settings) throws IOException {
        ConfigBuilder config = Config.builder();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            config.set(setting.substring(0, equals), setting.substring(equals + 1));
        }
        LmcpBuilder server = Lmcp.with(config.build()).register(registry -> new ServerTools(registry).register());
        try (Launcher launcher = start(server)) {
            System.out.println(launcher.uri());
            while (System.in.read() >= 0) {
                // what is written here does not matter, only its end
            }
        }
    }

    private static Launcher start(LmcpBuilder server) {
        return Engine.current() == Engine.HTTP ? Launcher.start(server) : Launcher.startOnTomcat(server);
    }
}
