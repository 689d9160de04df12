module com.example.modular {
    requires dev.lmcp.core;

    provides dev.lmcp.spi.ToolProvider with
            com.example.modular.GreeterProvider;
}
