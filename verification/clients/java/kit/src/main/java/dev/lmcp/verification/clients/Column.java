package dev.lmcp.verification.clients;

import java.util.Optional;

/** One column of the table: what one client, in one era, saw for each check. */
final class Column {

    /** A check: tells what it saw, or throws. */
    interface Check {
        String run() throws Exception;
    }

    private final String client;
    private final String era;
    private int failures;

    Column(String client, String era) {
        this.client = client;
        this.era = era;
    }

    boolean check(String name, Check check) {
        try {
            tell(name, "ok", check.run());
            return true;
        } catch (Exception | AssertionError failure) {
            failures++;
            tell(name, "failed", innermost(failure).toString());
            return false;
        }
    }

    void absent(String name, String reason) {
        tell(name, "absent", reason);
    }

    int failures() {
        return failures;
    }

    static void expect(boolean claim, Object found) {
        if (!claim) {
            throw new AssertionError("found " + found);
        }
    }

    static Throwable innermost(Throwable thrown) {
        return Optional.ofNullable(thrown.getCause()).map(Column::innermost).orElse(thrown);
    }

    private void tell(String name, String outcome, String detail) {
        var words = detail.replaceAll("\\s+", " ");
        System.out.println(String.join(
                "\t", "RESULT", client, era, name, outcome, words.substring(0, Math.min(600, words.length()))));
    }
}
