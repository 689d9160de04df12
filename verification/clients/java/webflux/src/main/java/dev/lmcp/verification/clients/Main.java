package dev.lmcp.verification.clients;

/** Drives an lmcp with the Java SDK's client on Spring's WebClient, which speaks the legacy era alone. */
final class Main {

    private Main() {}

    public static void main(String[] args) {
        new OtherChecks("webflux", Transports.VERSION, WebFluxConnection::new).run();
    }
}
