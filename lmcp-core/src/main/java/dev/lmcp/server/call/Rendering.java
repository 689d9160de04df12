package dev.lmcp.server.call;

/** Renders the result of one request. The results that are the same in all eras have their rendering here. */
public interface Rendering extends CallResult.Visitor<Rendered> {

    @Override
    default Rendered continueAsTask() {
        throw new IllegalStateException(
                "a result to continue as a task was rendered; expected the call runner to start the task");
    }

    @Override
    default Rendered detached() {
        return new Rendered.OpenStream();
    }

    @Override
    default Rendered refused(CallResult.Refused refused) {
        return new Rendered.Refusal(refused.response());
    }

    @Override
    default Rendered cancelled() {
        return new Rendered.NoResponse();
    }
}
