package dev.lmcp.transport.stdio;

import dev.lmcp.Shape;
import dev.lmcp.Tool;
import dev.lmcp.ToolResult;
import dev.lmcp.config.Config;
import dev.lmcp.embed.Lmcp;

/** A server on standard input and output in its own process, with a tool that prints. */
final class StdioServer {

    private StdioServer() {}

    public static void main(String[] args) throws InterruptedException {
        Config config = Config.builder()
                .set("lmcp.transport", "stdio")
                .set("lmcp.limits.max-body-size", "1048576")
                .build();
        Lmcp lmcp = Lmcp.with(config).tool(echo()).tool(chatty()).tool(slow()).start();
        Runtime.getRuntime().addShutdownHook(new Thread(lmcp::close));
        System.err.println(lmcp.report());
        lmcp.awaitTermination();
        System.exit(0);
    }

    private static Tool echo() {
        Shape<String> text = Shape.object(fields -> {
            var said = fields.string("text");
            return in -> in.get(said);
        });
        return Tool.named("echo")
                .description("Says what it is told")
                .input(text)
                .handle((said, call) -> ToolResult.text(said));
    }

    private static Tool chatty() {
        return Tool.named("chatty").description("Prints and reads").handle((none, call) -> {
            System.out.println("printed by a tool");
            return ToolResult.text("read " + System.in.read());
        });
    }

    private static Tool slow() {
        return Tool.named("slow").description("Takes half a second").handle((none, call) -> {
            System.err.println("slow has begun");
            Thread.sleep(500);
            return ToolResult.text("slow is done");
        });
    }
}
