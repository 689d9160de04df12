package dev.lmcp.verification.clients;

/** Drives an lmcp with Spring AI's client, as its starter makes it: on the JDK's HTTP client, in the legacy era. */
final class Main {

    private Main() {}

    public static void main(String[] args) {
        new OtherChecks("spring-ai", "2.0.1", SpringAiConnection::new).run();
    }
}
