package dev.lmcp.server;

import dev.lmcp.server.call.ChangeBus;
import dev.lmcp.server.methods.Catalog;
import dev.lmcp.spi.ToolFailure;
import java.util.function.Consumer;

/**
 * The content that a server offers.
 *
 * @param catalog the tools, resources and prompts
 * @param changes announces changes to clients
 * @param documents the documents that clients may read without authentication
 * @param isComplete whether all tool plugins in use have registered
 * @param toolFailures is told of tools that fail
 */
public record ServerContent(
        Catalog catalog,
        ChangeBus changes,
        PublicDocuments documents,
        boolean isComplete,
        Consumer<ToolFailure> toolFailures) {}
