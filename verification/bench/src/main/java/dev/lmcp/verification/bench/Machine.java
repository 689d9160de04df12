package dev.lmcp.verification.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.catalina.util.ServerInfo;

/** What the figures were measured on. */
final class Machine {

    private Machine() {}

    /** The machine and the JVM, with the flags of the servers. */
    static String describe(List<String> flags) throws IOException {
        return Runtime.getRuntime().availableProcessors() + " processors (" + processor() + "), "
                + memory() + " GiB, " + System.getProperty("os.name") + " " + System.getProperty("os.version")
                + "; Java " + System.getProperty("java.version") + " with `" + String.join(" ", flags) + "`.";
    }

    /** When something was measured. */
    static String when() {
        return "Measured on " + LocalDate.now(ZoneOffset.UTC) + ".";
    }

    /** The versions of what the servers and the load are made of. */
    static String versions(List<String> node) throws IOException {
        return ServerInfo.getServerInfo() + ", Jackson " + tools.jackson.databind.cfg.PackageVersion.VERSION
                + ", Node.js "
                + (node.isEmpty() ? "not used" : said(node.get(0), "--version")) + ", wrk "
                + version("wrk", "-v") + ", h2load " + version("h2load", "--version") + ".";
    }

    private static String processor() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse(System.getProperty("os.arch"));
        }
    }

    private static long memory() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/meminfo"))) {
            String total = lines.findFirst().orElseThrow();
            return Math.round(Long.parseLong(total.replaceAll("\\D", "")) / 1024.0 / 1024.0);
        }
    }

    private static String version(String... command) throws IOException {
        return said(command).replaceAll("(?s)^\\D*([0-9.]+).*", "$1");
    }

    private static String said(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
