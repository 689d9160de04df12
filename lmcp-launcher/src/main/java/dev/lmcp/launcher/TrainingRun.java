package dev.lmcp.launcher;

import dev.lmcp.Shape;
import dev.lmcp.Tool;
import dev.lmcp.ToolAnnotations;
import dev.lmcp.ToolBuilder;
import dev.lmcp.ToolResult;
import dev.lmcp.embed.Lmcp;
import dev.lmcp.embed.LmcpBuilder;
import dev.lmcp.jsonrpc.RpcException;
import java.io.IOException;
import java.util.Map;

/**
 * The main class of the JVM that writes a class archive at its end: it starts the server as {@link ArchivedWar} does, sends
 * it requests of both eras, and stops it. So the archive has what that start needs.
 *
 * <p>The settings are the operator's, with three exceptions. The server listens on a free port of the loopback address.
 * It serves by HTTP. It joins no cluster. It has two tools of the training besides, because the operator's tools must not
 * run.
 */
public final class TrainingRun implements ServerUse {

    private TrainingRun() {}

    /** Runs the server for some requests; then the process ends. */
    public static void main(String[] args) throws IOException {
        ArchivedWar.train(
                args,
                (flags, cleanup) ->
                        ServerRun.run(flags.values(), flags.isCheck(), cleanup::closeFirst, new TrainingRun()));
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                ServerRun.TRANSPORT,
                Flags.HTTP,
                ServerRun.HOST,
                HostPort.HOST,
                "lmcp.transport.http.port",
                "0",
                "lmcp.cluster",
                "");
    }

    @Override
    public void prepare(LmcpBuilder builder) {
        builder.tool(handle(tool(TrainingCalls.TOOL)))
                .tool(handle(tool(TrainingCalls.NON_BLOCKING_TOOL).nonBlocking()));
    }

    private static ToolBuilder<String, ToolResult> tool(String name) {
        return Tool.named(name)
                .description("Returns a text, for the training of a class archive")
                .annotations(ToolAnnotations.readOnly())
                .input(Shape.object(fields -> {
                    var text = fields.string("text").description("The text");
                    return in -> in.get(text);
                }));
    }

    private static Tool handle(ToolBuilder<String, ToolResult> tool) {
        return tool.handle((text, call) -> ToolResult.text(text));
    }

    @Override
    public void use(Lmcp lmcp, String token) throws IOException {
        new TrainingCalls(lmcp.location().orElseThrow(), token).send();
        callLocally(lmcp, TrainingCalls.TOOL);
        callLocally(lmcp, TrainingCalls.NON_BLOCKING_TOOL);
    }

    /** Calls a tool without a token, in case that the training knows none. */
    private static void callLocally(Lmcp lmcp, String tool) {
        try {
            lmcp.local().callTool(tool, Map.of("text", "hello"));
        } catch (RpcException refused) {
            // an archive without these classes is good enough
        }
    }
}
