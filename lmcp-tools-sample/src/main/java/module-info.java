/** Sample tools. */
module dev.lmcp.tools.sample {
    requires dev.lmcp.core;
    requires static org.jspecify;

    provides dev.lmcp.spi.ToolProvider with
            dev.lmcp.tools.sample.SampleTools;
}
