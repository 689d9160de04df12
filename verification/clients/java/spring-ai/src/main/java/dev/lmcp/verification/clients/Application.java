package dev.lmcp.verification.clients;

import io.modelcontextprotocol.client.transport.customizer.McpSyncHttpClientRequestCustomizer;
import io.modelcontextprotocol.spec.McpSchema.ElicitFormRequest;
import io.modelcontextprotocol.spec.McpSchema.ElicitResult;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.springframework.ai.mcp.annotation.McpElicitation;
import org.springframework.ai.mcp.annotation.McpProgress;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application that uses one server, named {@code lmcp} in its properties. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class Application {

    @Bean
    McpSyncHttpClientRequestCustomizer token(@Value("${token:}") String token) {
        return (request, method, endpoint, body, context) -> {
            if (!token.isEmpty()) {
                request.setHeader("Authorization", "Bearer " + token);
            }
        };
    }

    @Bean
    Person person() {
        return new Person();
    }

    /** Answers the server's questions, and hears of progress. */
    static class Person {

        private final BlockingQueue<Double> progress = new LinkedBlockingQueue<>();

        @McpElicitation(clients = "lmcp")
        public ElicitResult answer(ElicitFormRequest question) {
            return new ElicitResult(ElicitResult.Action.ACCEPT, OtherClient.ANSWERS);
        }

        @McpProgress(clients = "lmcp")
        public void hear(ProgressNotification notification) {
            progress.add(notification.progress());
        }

        BlockingQueue<Double> progress() {
            return progress;
        }
    }
}
