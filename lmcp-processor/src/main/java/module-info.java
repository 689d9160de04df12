/** The annotation processors that write a plugin for methods that are tools, resources and prompts. */
module dev.lmcp.processor {
    requires java.compiler;
    requires static org.jspecify;

    provides javax.annotation.processing.Processor with
            dev.lmcp.processor.MethodProcessor,
            dev.lmcp.processor.ServicesProcessor;
}
