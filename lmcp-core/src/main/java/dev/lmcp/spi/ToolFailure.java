package dev.lmcp.spi;

import dev.lmcp.Call;
import dev.lmcp.Tool;
import java.util.Objects;

/**
 * A run of a tool that ended with an exception, before the exception becomes a result for the model.
 *
 * @param tool the tool
 * @param call the call that the run belongs to
 * @param thrown the exception: {@link dev.lmcp.InvalidInputException} if the arguments do not fit, {@link
 *     dev.lmcp.ToolException} if the tool has a message for the model, or any other
 */
public record ToolFailure(Tool tool, Call call, Throwable thrown) {

    /** Checks that all are there. */
    public ToolFailure {
        Objects.requireNonNull(tool, "tool");
        Objects.requireNonNull(call, "call");
        Objects.requireNonNull(thrown, "thrown");
    }
}
