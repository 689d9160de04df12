/** Sample tools: some show how to write tools, the others are the tools of lmcp for Lua. */
module dev.lmcp.tools.sample {
    requires dev.lmcp.core;
    requires static org.jspecify;
    requires java.management;

    opens dev.lmcp.tools.helpdesk to
            dev.lmcp.core;

    provides dev.lmcp.spi.ToolProvider with
            dev.lmcp.tools.sample.SampleTools,
            dev.lmcp.tools.files.FileTools,
            dev.lmcp.tools.web.WebTools,
            dev.lmcp.tools.system.SystemTools,
            dev.lmcp.tools.shell.ShellTools,
            dev.lmcp.tools.helpdesk.HelpdeskProvider;
}
