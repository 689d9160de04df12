package dev.lmcp.verification.clients;

import java.util.Map;
import java.util.Optional;

/** Drives an lmcp with LangChain4j's client, which speaks the legacy era alone. */
final class Main {

    private Main() {}

    public static void main(String[] args) {
        new OtherChecks("langchain4j", "1.18.1-beta28", new OtherClient() {
                    @Override
                    public Connection connect(String url, Optional<String> token) {
                        return new LangChain4jConnection(url, token);
                    }

                    @Override
                    public Map<String, String> cannot() {
                        return Map.of("a call that asks", "it answers no questions");
                    }
                })
                .run();
    }
}
