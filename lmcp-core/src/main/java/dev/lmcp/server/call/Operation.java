package dev.lmcp.server.call;

import dev.lmcp.server.auth.Target;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The work of one request, with its tool, resource or prompt.
 *
 * <p>Scopes are checked for the same operation that runs later, in every round of questions and as a task. A change of
 * the registry does not change the operation.
 */
@FunctionalInterface
public interface Operation {

    /** Does the work. An {@code RpcException} is sent to the client; any other exception is an internal error. */
    CallResult run(RunningCall call) throws Exception;

    /** Returns the targets of the request, for the scope rules. */
    default List<Target> targets() {
        return List.of();
    }

    /** Returns whether {@link #run} never blocks, so that any thread may run it. */
    default boolean isNonBlocking() {
        return false;
    }

    /** Returns whether the work may run again if nobody knows how far its first run came. */
    default boolean isRepeatable() {
        return false;
    }

    /** Counts a request that was refused before it ran. */
    default void refused(CallOutcome outcome) {}

    /** Returns an operation on these targets. */
    static Operation on(List<Target> targets, Operation work) {
        return new Operation() {
            @Override
            public CallResult run(RunningCall call) throws Exception {
                return work.run(call);
            }

            @Override
            public List<Target> targets() {
                return targets;
            }
        };
    }

    /** Returns an operation without targets that never blocks while the condition holds. */
    static Operation nonBlockingIf(BooleanSupplier condition, Operation work) {
        return new Operation() {
            @Override
            public CallResult run(RunningCall call) throws Exception {
                return work.run(call);
            }

            @Override
            public boolean isNonBlocking() {
                return condition.getAsBoolean();
            }
        };
    }
}
