import dev.lmcp.TaskMode;
import dev.lmcp.Tool;
import dev.lmcp.ToolResult;
import dev.lmcp.config.Config;
import dev.lmcp.config.ConfigBuilder;
import dev.lmcp.embed.Lmcp;
import dev.lmcp.embed.LmcpBuilder;
import dev.lmcp.launcher.Launcher;

/**
 * One node with the fixtures of the conformance suite, on a free port. Each argument is a setting: {@code KEY=VALUE}. The
 * argument {@code tasks=} adds the tools for the trial of tasks.
 */
final class Node {

    private Node() {}

    public static void main(String[] settings) throws InterruptedException {
        ConfigBuilder config = Config.builder().set("lmcp.auth", "none");
        boolean hasTasks = false;
        for (String setting : settings) {
            if (setting.equals("tasks=")) {
                hasTasks = true;
                continue;
            }
            config.set(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        }
        LmcpBuilder server = Lmcp.with(config.build());
        if (hasTasks) {
            server.tool(pay()).tool(whichNode());
        }
        try (Launcher launcher = Launcher.start(server)) {
            Runtime.getRuntime().addShutdownHook(new Thread(launcher::close));
            System.out.println(launcher.uri());
            Thread.currentThread().join();
        }
    }

    /** A task of five seconds that must not run twice. */
    private static Tool pay() {
        return Tool.named("pay")
                .description("Pays, in five seconds")
                .taskMode(TaskMode.REQUIRED)
                .handle((none, call) -> {
                    Thread.sleep(5000);
                    return ToolResult.text("paid");
                });
    }

    private static Tool whichNode() {
        return Tool.named("which_node")
                .description("Tells the process of the node, as a task at once")
                .taskMode(TaskMode.REQUIRED)
                .handle((none, call) ->
                        ToolResult.text(Long.toString(ProcessHandle.current().pid())));
    }
}
