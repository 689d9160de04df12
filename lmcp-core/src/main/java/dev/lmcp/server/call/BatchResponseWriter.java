package dev.lmcp.server.call;

import tools.jackson.databind.node.ArrayNode;

/** Writes the response to a request or to a batch. */
public interface BatchResponseWriter extends ResponseWriter {

    /** Ends the response with the responses to a batch. */
    void finish(ArrayNode responses);
}
