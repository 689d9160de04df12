package dev.lmcp.launcher;

import dev.lmcp.config.Config;
import dev.lmcp.config.ConfigBuilder;
import dev.lmcp.config.StartupException;
import dev.lmcp.embed.Lmcp;
import dev.lmcp.embed.LmcpBuilder;
import dev.lmcp.spi.Secret;
import dev.lmcp.transport.http.HttpTransportProvider;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.node.JsonNodeFactory;

/** Runs a server with the transport plugin that the configuration names, {@code http} by default, until it ends. */
public final class ServerRun {

    static final String TRANSPORT = "lmcp.transport";
    static final String HOST = "lmcp.transport.http.host";
    private static final String TOKEN = "lmcp.auth.bearer.token";
    private static final String TOKEN_VARIABLE = "LMCP_TOKEN";

    private final Config config;
    private final LmcpBuilder builder;
    private final PrintStream out = System.out;
    private final ServerUse use;
    private final boolean isHttp;
    private String token = "";

    private ServerRun(Map<String, String> flags, ServerUse use) {
        this.use = use;
        ClassLoader loader = ServerRun.class.getClassLoader();
        ConfigBuilder configured = Config.builder()
                .defaultValue(TRANSPORT, Flags.HTTP)
                .classPath(loader)
                .environment(System.getenv())
                .systemProperties(System.getProperties())
                .flags(flags)
                .programNames(Help.OWN_NAMES);
        use.settings().forEach(configured::set);
        config = configured.build();
        builder = Lmcp.with(config).classLoader(loader).dev(DevFolders.of(flags));
        isHttp = config.find(TRANSPORT)
                .filter(entry -> entry.value().equals(Flags.HTTP))
                .isPresent();
    }

    /**
     * Runs a server with the classes on the class path.
     *
     * <p>If another transport than {@code http} is named, everything that is printed goes to standard error, because the
     * transport may use standard output.
     *
     * @param flags the flags of the command line, with their values
     * @param isCheck whether to check the start and print the result, without starting
     * @param beforeTheEnd takes the server, which must be closed before the process ends
     * @return the exit status
     */
    public static int run(Map<String, String> flags, boolean isCheck, Consumer<AutoCloseable> beforeTheEnd)
            throws IOException {
        return run(flags, isCheck, beforeTheEnd, new Serving());
    }

    /** Runs a server as the method above does, but for another use. */
    static int run(Map<String, String> flags, boolean isCheck, Consumer<AutoCloseable> beforeTheEnd, ServerUse use)
            throws IOException {
        try {
            ServerRun run = new ServerRun(flags, use);
            HostPort address = new HostPort(run.host(flags), HostPort.PORT);
            DevFolders.check(flags, address);
            if (!run.isHttp) {
                System.setOut(System.err);
            } else if (address.isLoopback()) {
                run.builder.generatedSecret(run::generate);
            }
            return isCheck ? run.check() : run.serve(beforeTheEnd);
        } catch (CommandLineException | StartupException e) {
            System.err.println(e.getMessage());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    /** Returns the token that was generated, or is in a setting; empty if there is none. */
    private String bearerToken() {
        return token.isEmpty()
                ? config.find(TOKEN)
                        .map(Config.Entry::value)
                        .or(() -> Optional.ofNullable(System.getenv(TOKEN_VARIABLE)))
                        .orElse("")
                : token;
    }

    /** Returns the host that the transport listens on; standard input and output count as the machine itself. */
    private String host(Map<String, String> flags) {
        if (!isHttp) {
            return HostPort.HOST;
        }
        return Optional.ofNullable(use.settings().get(HOST))
                .or(() -> HostPort.host(flags, System.getenv()))
                .or(() -> config.find(HOST).map(Config.Entry::value))
                .orElse(HostPort.HOST);
    }

    private Secret generate() {
        token = NewToken.generate();
        return Secret.of(token);
    }

    private int check() {
        Lmcp.Check check = builder.check();
        out.println(check.text());
        out.flush();
        return check.isGood() ? 0 : 1;
    }

    private int serve(Consumer<AutoCloseable> beforeTheEnd) throws IOException, InterruptedException {
        if (isHttp) {
            prepareTransport();
        }
        use.prepare(builder);
        Lmcp lmcp = builder.start();
        beforeTheEnd.accept(lmcp);
        show(lmcp);
        use.use(lmcp, bearerToken());
        return 0;
    }

    private static void prepareTransport() {
        try {
            HttpTransportProvider.prepare();
        } catch (NoClassDefFoundError missing) {
            // An archive that carries Tomcat may not have this transport: the start says so.
        }
    }

    private void show(Lmcp lmcp) {
        System.err.println(lmcp.report());
        if (isHttp) {
            out.print(welcome(lmcp).text());
            out.flush();
        }
    }

    private Welcome welcome(Lmcp lmcp) {
        return new Welcome(
                lmcp.location().orElse(""),
                lmcp.publicUrl().map(URI::toString).orElse(""),
                String.join(", ", lmcp.authProviders()),
                token,
                String.join(", ", tools(lmcp)));
    }

    private static List<String> tools(Lmcp lmcp) {
        List<String> names = new ArrayList<>();
        lmcp.local()
                .request("tools/list", JsonNodeFactory.instance.objectNode())
                .path("tools")
                .forEach(tool -> names.add(tool.path("name").stringValue("")));
        return names;
    }
}
