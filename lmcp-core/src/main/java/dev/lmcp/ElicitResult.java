package dev.lmcp;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person did with a question: MCP's {@code ElicitResult} (2026-07-28, client/elicitation, response actions).
 * Immutable.
 *
 * @param <T> the type that the values of a form become; {@link Void} for a page, whose answer has no content
 */
public final class ElicitResult<T> extends Value {

    private final Action action;
    private final @Nullable T content;

    /** What a person did with a question. */
    public enum Action {
        /** They submitted the form, or agreed to visit the page. */
        ACCEPT,
        /** They said no. */
        DECLINE,
        /** They closed the question without a choice. */
        CANCEL;

        /** Returns the name in the protocol, as in {@code accept}. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Returns the action with this name in the protocol. */
        public static Optional<Action> named(String wireName) {
            Objects.requireNonNull(wireName, "wireName");
            for (Action action : values()) {
                if (action.wireName().equals(wireName)) {
                    return Optional.of(action);
                }
            }
            return Optional.empty();
        }
    }

    private ElicitResult(Action action, @Nullable T content) {
        this.action = action;
        this.content = content;
    }

    /** Returns the result of a form that was submitted. */
    public static <T> ElicitResult<T> accepted(T content) {
        return new ElicitResult<>(Action.ACCEPT, Objects.requireNonNull(content, "content"));
    }

    /** Returns the result of a page that the person agreed to visit. */
    public static ElicitResult<Void> accepted() {
        return new ElicitResult<>(Action.ACCEPT, null);
    }

    /** Returns the result of a question that was declined. */
    public static <T> ElicitResult<T> declined() {
        return new ElicitResult<>(Action.DECLINE, null);
    }

    /** Returns the result of a question that was closed without a choice. */
    public static <T> ElicitResult<T> cancelled() {
        return new ElicitResult<>(Action.CANCEL, null);
    }

    /** Returns what the person did. */
    public Action action() {
        return action;
    }

    /** Returns whether the person submitted the form, or agreed to visit the page. */
    public boolean isAccepted() {
        return action == Action.ACCEPT;
    }

    /** Returns the values of a form; empty if the person did not accept, and for a page. */
    public Optional<T> content() {
        return Optional.ofNullable(content);
    }

    @Override
    List<?> parts() {
        return List.of(action, content());
    }
}
