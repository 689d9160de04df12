package dev.lmcp.server;

/**
 * What a server offers.
 *
 * @param catalog the tools, resources and prompts
 * @param changes tells clients of changes
 * @param documents what is public, without authentication
 */
record ServerContent(Catalog catalog, ChangeBus changes, PublicDocuments documents) {}
