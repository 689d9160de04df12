package dev.lmcp.launcher;

import dev.lmcp.embed.Lmcp;
import dev.lmcp.embed.LmcpBuilder;
import java.util.Map;

/** The server serves as the operator has configured it, until the process is told to end. */
final class Serving implements ServerUse {

    @Override
    public Map<String, String> settings() {
        return Map.of();
    }

    @Override
    public void prepare(LmcpBuilder builder) {
        // the server has what its plugins bring
    }

    @Override
    public void use(Lmcp lmcp, String token) throws InterruptedException {
        lmcp.awaitTermination();
    }
}
