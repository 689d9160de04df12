package dev.lmcp.testkit;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The client's side of one era. Safe for concurrent use. */
interface ClientSession extends AutoCloseable {

    /** Sends a request and returns its result, having answered the questions of the server. */
    ObjectNode request(String method, ObjectNode params, Transfer transfer);

    /** Cancels a request, as clients of the era do. */
    void cancel(Transfer transfer);

    /** Opens a stream of changes: of all lists, and of these resources. */
    Changes listen(List<String> uris);

    @Override
    void close();
}
