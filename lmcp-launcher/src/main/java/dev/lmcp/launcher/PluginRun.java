package dev.lmcp.launcher;

import dev.lmcp.config.Config;
import dev.lmcp.config.StartupException;
import dev.lmcp.embed.Lmcp;
import dev.lmcp.embed.LmcpBuilder;
import java.io.PrintStream;
import java.util.Map;
import java.util.function.Consumer;

/** Runs a server with the transport plugin that the configuration names, until the transport's client has gone. */
public final class PluginRun {

    private PluginRun() {}

    /**
     * Runs a server with the classes on the class path.
     *
     * <p>Everything that is printed goes to standard error, because the transport may use standard output.
     *
     * @param flags the flags of the command line, with their values
     * @param isCheck whether to check the start and print the result, without starting
     * @param beforeTheEnd takes the server, which must be closed before the process ends
     * @return the exit status
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
        LmcpBuilder builder = Lmcp.with(config).classLoader(loader).dev(DevFolders.of(flags));
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
