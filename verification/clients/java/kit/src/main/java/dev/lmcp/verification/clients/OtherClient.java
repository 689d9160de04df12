package dev.lmcp.verification.clients;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;

/** A client beside the official ones, as far as {@link OtherChecks} need it. */
interface OtherClient {

    /** How long those of the Java SDK wait for an answer: their default, unless there is a call that takes longer. */
    Duration PATIENCE = Duration.ofSeconds(System.getenv("LONG_CALLS") == null ? 20 : 60);

    /** Connects to the server at {@code url}, with that token in the header if there is one. */
    Connection connect(String url, Optional<String> token) throws Exception;

    /** The checks that it has no way to pass, with the reasons. */
    default Map<String, String> cannot() {
        return Map.of();
    }

    /** A connection to one server, that answers questions with {@link #ANSWERS}. */
    interface Connection extends AutoCloseable {

        /** The server's name and the revision, as far as the client tells them. */
        String about();

        /** The names of the tools that the client finds. */
        List<String> list();

        /** Calls a tool, and asks for its progress if the client can. */
        Result call(String tool, Map<String, Object> arguments) throws Exception;

        /** How far the calls said to be. */
        BlockingQueue<Double> progress();
    }

    /** The result of a call. */
    record Result(boolean isError, String text) {}

    /** The answers to the questions of {@code test_elicitation}. */
    Map<String, Object> ANSWERS = Map.of("username", "ada", "email", "ada@example.org");
}
