package dev.lmcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A conversation's beginning that a person can choose.
 *
 * <p>Immutable and safe for concurrent use, as its handler must be.
 */
public final class Prompt {

    private final About about;
    private final List<Argument> arguments;
    private final Handler handler;

    /** Writes a prompt. */
    @FunctionalInterface
    public interface Handler {

        /**
         * Returns the messages.
         *
         * @param arguments the values given, by name; every required one is there
         */
        Result write(Map<String, String> arguments, Call call) throws Exception;
    }

    /**
     * Something to fill in.
     *
     * @param name its name
     * @param description what it is
     * @param required whether the prompt cannot be written without it
     * @param completer what proposes values
     */
    public record Argument(String name, String description, boolean required, Optional<Completer> completer) {}

    /**
     * What a prompt says.
     *
     * @param description what it is about
     * @param messages its turns
     */
    public record Result(Optional<String> description, List<Turn> messages) {

        /** Makes an immutable copy. */
        public Result {
            messages = List.copyOf(messages);
        }

        /** Returns a prompt of these turns. */
        public static Result of(Turn... messages) {
            return new Result(Optional.empty(), List.of(messages));
        }
    }

    /**
     * One turn of a conversation.
     *
     * @param role whose
     * @param content what is said
     */
    public record Turn(Role role, Content content) {

        /** Returns a turn of the person's. */
        public static Turn user(Content content) {
            return new Turn(Role.USER, content);
        }

        /** Returns a turn of the person's, of plain text. */
        public static Turn user(String text) {
            return user(Content.text(text));
        }

        /** Returns a turn of the model's, of plain text. */
        public static Turn assistant(String text) {
            return new Turn(Role.ASSISTANT, Content.text(text));
        }
    }

    private Prompt(About about, List<Argument> arguments, Handler handler) {
        this.about = about;
        this.arguments = List.copyOf(arguments);
        this.handler = Objects.requireNonNull(handler, "handler");
    }

    /** Begins a prompt. */
    public static Named named(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("the prompt's name is blank; expected one");
        }
        return new Named(About.nameless().withName(name), List.of());
    }

    /** Returns its name. */
    public String name() {
        return about.name();
    }

    /** Returns its names and descriptions. */
    public About about() {
        return about;
    }

    /** Returns what is to be filled in. */
    public List<Argument> arguments() {
        return arguments;
    }

    /** Writes it. */
    public Result write(Map<String, String> values, Call call) throws Exception {
        return handler.write(values, call);
    }

    /** A prompt in the making; each step returns a new one. */
    public static final class Named {

        private final About about;
        private final List<Argument> arguments;

        private Named(About about, List<Argument> arguments) {
            this.about = about;
            this.arguments = arguments;
        }

        /** Says what it is for. */
        public Named describedAs(String text) {
            return with(old -> old.withDescription(text));
        }

        /** Changes anything else that is said about it. */
        public Named with(UnaryOperator<About> change) {
            return new Named(change.apply(about), arguments);
        }

        /** Adds an argument that must be given. */
        public Named required(String name, String description) {
            return argument(new Argument(name, description, true, Optional.empty()));
        }

        /** Adds an argument that may be left out. */
        public Named optional(String name, String description) {
            return argument(new Argument(name, description, false, Optional.empty()));
        }

        /** Adds an argument, possibly with a completer. */
        public Named argument(Argument argument) {
            if (arguments.stream().anyMatch(other -> other.name().equals(argument.name()))) {
                throw new IllegalArgumentException("prompt '" + about.name() + "' declares '" + argument.name()
                        + "' twice; expected unique names");
            }
            List<Argument> more = new ArrayList<>(arguments);
            more.add(argument);
            return new Named(about, more);
        }

        /** Completes it with what writes it. */
        public Prompt write(Handler handler) {
            return new Prompt(about, arguments, handler);
        }
    }
}
