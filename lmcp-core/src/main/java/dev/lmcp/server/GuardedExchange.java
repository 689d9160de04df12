package dev.lmcp.server;

import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.server.base.FatalErrors;
import dev.lmcp.server.base.HttpResponses;
import dev.lmcp.server.base.Incident;
import dev.lmcp.server.base.ServerErrors;
import dev.lmcp.spi.ClusterUnavailableException;
import dev.lmcp.spi.Exchange;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;

/** An exchange whose work may go on in another thread: if any part of the work fails, the answer is an internal error. */
final class GuardedExchange extends ForwardingExchange {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.http");

    private final Runnable onUnavailable;

    /**
     * Creates the exchange.
     *
     * @param onUnavailable runs if the answer is 503, as the other nodes cannot be reached
     */
    GuardedExchange(Exchange exchange, Runnable onUnavailable) {
        super(exchange);
        this.onUnavailable = onUnavailable;
    }

    @Override
    public void receive(int maxBytes, Consumer<Body> then) {
        super.receive(maxBytes, body -> run(() -> then.accept(body)));
    }

    @Override
    public void runBlocking(Runnable work) {
        super.runBlocking(() -> run(work));
    }

    /** Runs a part of the work. */
    @SuppressWarnings("CatchingUnchecked")
    void run(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            FatalErrors.rethrow(e);
            fail(e);
        }
    }

    /**
     * Answers an internal error with an incident id; the log has the error under that id. If the other nodes cannot be
     * reached, the client tries again later.
     */
    private void fail(Throwable fault) {
        Response answer = fault instanceof ClusterUnavailableException ? unavailable() : internalError(fault);
        try {
            respond(answer);
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "a request failed after the response had begun; the transport ends the response");
        }
    }

    private Response unavailable() {
        onUnavailable.run();
        return HttpResponses.busy();
    }

    private static Response internalError(Throwable fault) {
        String incident = Incident.id();
        LOG.log(Level.ERROR, "a request failed, incident " + incident, fault);
        RpcError error = ServerErrors.internal(incident);
        return HttpResponses.refusal(500, error.code(), error.message());
    }
}
