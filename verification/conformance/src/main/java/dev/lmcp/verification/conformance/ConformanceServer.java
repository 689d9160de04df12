package dev.lmcp.verification.conformance;

import dev.lmcp.Config;
import dev.lmcp.Lmcp;
import dev.lmcp.launcher.Launcher;

/** Serves the fixtures on a free port of the loopback interface, without credentials, and prints its URL. */
final class ConformanceServer {

    private ConformanceServer() {}

    public static void main(String[] arguments) throws InterruptedException {
        Config config = Config.builder().set("lmcp.auth", "none").build();
        try (Launcher launcher = Launcher.start(Lmcp.with(config))) {
            System.out.println(launcher.uri());
            Thread.currentThread().join();
        }
    }
}
