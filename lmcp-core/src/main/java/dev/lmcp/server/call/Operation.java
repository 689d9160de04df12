package dev.lmcp.server.call;

import dev.lmcp.server.auth.Target;
import java.util.List;

/**
 * The work of one request, with the tool, resource or prompt that the request is about.
 *
 * <p>The scope rules judge an operation, and the same operation runs: in every round of questions, and as a task. If the
 * registry changes meanwhile, the operation does not.
 */
@FunctionalInterface
public interface Operation {

    /** Does the work; an {@code RpcException} is a refusal, and any other exception is a failure. */
    CallResult run(RunningCall call) throws Exception;

    /** What the request is about, as the scope rules see it. */
    default List<Target> targets() {
        return List.of();
    }

    /** Counts a request that was refused before its work began. */
    default void refused(CallOutcome outcome) {}

    /** An operation on these targets. */
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
}
