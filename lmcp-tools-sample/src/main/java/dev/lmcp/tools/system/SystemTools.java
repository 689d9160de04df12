package dev.lmcp.tools.system;

import dev.lmcp.Registry;
import dev.lmcp.Shape;
import dev.lmcp.Tool;
import dev.lmcp.ToolAnnotations;
import dev.lmcp.ToolResult;
import dev.lmcp.spi.Services;
import dev.lmcp.spi.Settings;
import dev.lmcp.spi.ToolProvider;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.time.Clock;
import java.time.Duration;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The tool {@code systeminfo}: facts about the machine and its load, without names of users, hosts or files. */
public final class SystemTools implements ToolProvider {

    /** Creates the provider. It does nothing until a server registers its tools. */
    public SystemTools() {}

    @Override
    public String name() {
        return "system";
    }

    @Override
    public void register(Registry registry, Settings settings, Services services) {
        registry.add(systemInfo(services.clock()));
    }

    private static Tool systemInfo(Clock clock) {
        return Tool.named("systeminfo")
                .description("Returns the operating system, the processors, the load, the memory and the time")
                .output(result())
                .scopes("system.read")
                .annotations(ToolAnnotations.readOnly())
                .handle((none, call) -> ToolResult.structured(read(clock)));
    }

    private static ObjectNode read(Clock clock) {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        Runtime runtime = Runtime.getRuntime();
        ObjectNode info = JsonNodeFactory.instance
                .objectNode()
                .put("os", system.getName() + " " + system.getVersion())
                .put("architecture", system.getArch())
                .put("processors", system.getAvailableProcessors());
        // The load is negative if the system has none, as on Windows.
        if (system.getSystemLoadAverage() >= 0) {
            info.put("load_average", system.getSystemLoadAverage());
        }
        Duration up = Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
        return info.put("java", System.getProperty("java.version", ""))
                .put("memory_used_bytes", runtime.totalMemory() - runtime.freeMemory())
                .put("memory_max_bytes", runtime.maxMemory())
                .put("uptime_seconds", up.toSeconds())
                .put("time", clock.instant().toString())
                .put("time_zone", clock.getZone().getId());
    }

    private static Shape<?> result() {
        return Shape.object(fields -> {
            fields.string("os").description("Name and version");
            fields.string("architecture");
            fields.integer("processors");
            fields.number("load_average").description("Of the last minute").optional();
            fields.string("java").description("Version");
            fields.longInteger("memory_used_bytes").description("Of the server's heap");
            fields.longInteger("memory_max_bytes");
            fields.longInteger("uptime_seconds").description("Of the server");
            fields.string("time");
            fields.string("time_zone");
            return in -> in;
        });
    }
}
