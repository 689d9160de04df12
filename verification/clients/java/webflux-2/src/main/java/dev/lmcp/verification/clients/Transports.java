package dev.lmcp.verification.clients;

import io.modelcontextprotocol.spec.McpClientTransport;
import org.springframework.ai.mcp.client.webflux.transport.WebClientStreamableHttpTransport;
import org.springframework.web.reactive.function.client.WebClient;

/** The transport of this version; another version has it in another package. */
final class Transports {

    static final String VERSION = "2.0.0";

    private Transports() {}

    static McpClientTransport of(WebClient.Builder webClient, String endpoint) {
        return WebClientStreamableHttpTransport.builder(webClient).endpoint(endpoint).build();
    }
}
