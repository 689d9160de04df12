package dev.lmcp.server.call;

import tools.jackson.databind.node.ArrayNode;

/** A response that may also be to a batch. */
public interface BatchResponseWriter extends ResponseWriter {

    /** Ends with the responses to a batch. */
    void finish(ArrayNode responses);
}
