package dev.lmcp.verification.clients;

/** Drives an lmcp with the official Java SDK's client, which speaks the legacy era alone. */
final class Main {

    private Main() {}

    public static void main(String[] args) {
        var column = new Column("java-sdk", "legacy");
        new SampleChecks(column, System.getenv("LMCP_URL"), System.getenv("LMCP_TOKEN")).run();
        System.exit(column.failures() == 0 ? 0 : 1);
    }
}
