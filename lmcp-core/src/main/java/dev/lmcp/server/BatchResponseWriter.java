package dev.lmcp.server;

import tools.jackson.databind.node.ArrayNode;

/** A response that may also be to a batch. */
interface BatchResponseWriter extends ResponseWriter {

    /** Ends with the responses to a batch. */
    void finish(ArrayNode responses);
}
