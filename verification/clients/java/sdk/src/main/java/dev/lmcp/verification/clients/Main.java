package dev.lmcp.verification.clients;

/** Drives an lmcp with the official Java SDK's client, which speaks the legacy era alone. A server that is not named is left out. */
final class Main {

    private Main() {}

    public static void main(String[] args) {
        var column = new Column("java-sdk", "legacy");
        if (System.getenv("SAMPLE_URL") != null) {
            new SampleChecks(column, System.getenv("SAMPLE_URL"), System.getenv("SAMPLE_TOKEN")).run();
            column.absent("cancel a call", "the client cannot cancel");
        }
        new FeatureChecks(column, System.getenv("FIXTURES_URL")).run();
        System.exit(column.failures() == 0 ? 0 : 1);
    }
}
