import dev.lmcp.Registry;
import dev.lmcp.TaskMode;
import dev.lmcp.Tool;
import dev.lmcp.ToolResult;
import dev.lmcp.spi.Services;
import dev.lmcp.spi.Settings;
import dev.lmcp.spi.ToolProvider;

/** Tools of the trial beside the fixtures of the conformance suite. */
public final class TrialTools implements ToolProvider {

    @Override
    public String name() {
        return "trial";
    }

    @Override
    public void register(Registry registry, Settings settings, Services services) {
        registry.add(pay());
        registry.add(whichNode());
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
