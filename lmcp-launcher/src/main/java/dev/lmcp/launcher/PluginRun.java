package dev.lmcp.launcher;

import dev.lmcp.config.Config;
import dev.lmcp.config.StartupException;
import dev.lmcp.embed.Lmcp;
import dev.lmcp.embed.LmcpBuilder;
import java.io.PrintStream;
import java.util.Map;
import java.util.function.Consumer;

/** Runs a server on the transport plugin that the configuration names, until its other end has gone. */
public final class PluginRun {

    private PluginRun() {}

    /**
     * Runs a server with what is on the class path; what is printed meanwhile goes to standard error, since standard
     * output may be the transport's.
     *
     * @param flags the command line
     * @param isCheck whether to say what would be started, and no more
     * @param beforeTheEnd takes what is to be closed before the process ends
     * @return the status to end with
     */
    public static int run(Map<String, String> flags, boolean isCheck, Consumer<AutoCloseable> beforeTheEnd) {
        PrintStream out = System.out;
        System.setOut(System.err);
        ClassLoader loader = PluginRun.class.getClassLoader();
        Config config = Config.builder()
                .classPath(loader)
                .environment(System.getenv())
                .systemProperties(System.getProperties())
                .flags(flags)
                .programNames(Help.OWN_NAMES)
                .build();
        LmcpBuilder builder = Lmcp.with(config).classLoader(loader);
        if (isCheck) {
            Lmcp.Check check = builder.check();
            out.println(check.text());
            out.flush();
            return check.isGood() ? 0 : 1;
        }
        return serve(builder, beforeTheEnd);
    }

    private static int serve(LmcpBuilder builder, Consumer<AutoCloseable> beforeTheEnd) {
        try {
            Lmcp lmcp = builder.start();
            beforeTheEnd.accept(lmcp);
            System.err.println(lmcp.report());
            lmcp.awaitTermination();
            return 0;
        } catch (StartupException e) {
            System.err.println(e.getMessage());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }
}
