import dev.lmcp.TaskMode;
import dev.lmcp.Tool;
import dev.lmcp.ToolResult;
import dev.lmcp.config.Config;
import dev.lmcp.config.ConfigBuilder;
import dev.lmcp.embed.Lmcp;
import dev.lmcp.launcher.Launcher;

/** One node with the fixtures of the conformance suite, on a free port. Each argument is a setting: {@code KEY=VALUE}. */
final class Node {

    private Node() {}

    public static void main(String[] settings) throws InterruptedException {
        ConfigBuilder config = Config.builder().set("lmcp.auth", "none");
        for (String setting : settings) {
            config.set(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        }
        try (Launcher launcher = Launcher.start(Lmcp.with(config.build()).tool(pay()).tool(whichNode()))) {
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
