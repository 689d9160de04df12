package dev.lmcp.server;

import dev.lmcp.server.call.ChangeBus;
import dev.lmcp.server.methods.Catalog;

/**
 * What a server offers.
 *
 * @param catalog the tools, resources and prompts
 * @param changes tells clients of changes
 * @param documents what is public, without authentication
 * @param isComplete whether every tool plugin that is in use has registered what it offers
 */
public record ServerContent(Catalog catalog, ChangeBus changes, PublicDocuments documents, boolean isComplete) {}
