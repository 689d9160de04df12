package dev.lmcp.verification.bench;

import dev.lmcp.embed.Lmcp;
import dev.lmcp.transport.servlet.McpServlet;
import jakarta.servlet.Servlet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.catalina.LifecycleException;

/**
 * The main class of the server processes: {@code Server KIND [KEY=VALUE…]}.
 *
 * <p>Prints the URL, then does what it is told by lines on its standard input, until that ends.
 */
final class Server {

    private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

    private Server() {}

    public static void main(String[] args) throws IOException, InterruptedException, LifecycleException {
        Map<String, String> settings = new LinkedHashMap<>();
        for (int i = 1; i < args.length; i++) {
            int equals = args[i].indexOf('=');
            settings.put(args[i].substring(0, equals), args[i].substring(equals + 1));
        }
        if (args[0].startsWith("lmcp-http")) {
            BlockingQueue<Instant> cancelled = new LinkedBlockingQueue<>();
            Lmcp lmcp = LmcpServer.startOnHttp(settings, args[0].equals("lmcp-http-direct"), cancelled::add);
            System.out.println(lmcp.location().orElseThrow());
            obey(() -> LmcpServer.toggle(lmcp.registry()), cancelled);
            System.exit(0);
        }
        Runnable toggle = () -> {};
        Servlet servlet;
        switch (args[0]) {
            case "constant" -> servlet = new ConstantServlet();
            case "hand-written" -> servlet = new HandWrittenServlet();
            case "bare-streams" -> servlet = new BareStreams();
            case "sdk" -> servlet = SdkServer.streamable();
            case "lmcp" -> {
                Lmcp lmcp = LmcpServer.start(settings, 0);
                servlet = new McpServlet(lmcp.endpoint());
                toggle = () -> LmcpServer.toggle(lmcp.registry());
            }
            default -> throw new IllegalArgumentException("'" + args[0] + "' is no kind of server");
        }
        System.out.println("http://127.0.0.1:" + BenchTomcat.serve(servlet) + "/mcp");
        obey(toggle, new LinkedBlockingQueue<>());
        System.exit(0);
    }

    private static void obey(Runnable toggle, BlockingQueue<Instant> cancelled)
            throws IOException, InterruptedException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals("heap")) {
                System.out.println(heap());
            } else if (line.equals("toggle")) {
                toggle.run();
                System.out.println("done");
            } else if (line.equals("collect")) {
                System.gc();
                System.out.println("done");
            } else if (line.equals("cancelled")) {
                System.out.println(cancelled.take());
            }
        }
    }

    /** The bytes of all objects that can be reached; what is in use after a collection has dead ones among it. */
    private static long heap() {
        try {
            Object histogram = ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
            Matcher total = TOTAL.matcher(histogram.toString());
            if (!total.find()) {
                throw new IllegalStateException("the histogram of classes has no total: " + histogram);
            }
            return Long.parseLong(total.group(1));
        } catch (JMException e) {
            throw new IllegalStateException("this JVM gives no histogram of classes; expected HotSpot", e);
        }
    }
}
