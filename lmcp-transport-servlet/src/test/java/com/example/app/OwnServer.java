package com.example.app;

import dev.lmcp.Tool;
import dev.lmcp.ToolResult;
import dev.lmcp.config.Config;
import dev.lmcp.embed.Lmcp;
import dev.lmcp.transport.servlet.McpServlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;

/** A server with one tool that an application starts in code. */
final class OwnServer {

    private OwnServer() {}

    /** Starts the server as the documentation shows: the application registers a servlet for the endpoint. */
    static Lmcp mount(ServletContext context) {
        Lmcp lmcp = Lmcp.with(Config.builder().set("lmcp.auth", "none").build())
                .tool(Tool.named("mine")
                        .description("Is the application's")
                        .handle((in, call) -> ToolResult.text("mine")))
                .start();
        ServletRegistration.Dynamic servlet = context.addServlet("mine", new McpServlet(lmcp.endpoint()));
        servlet.setAsyncSupported(true);
        servlet.setLoadOnStartup(1);
        servlet.addMapping("/mcp");
        return lmcp;
    }
}
