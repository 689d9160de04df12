package dev.lmcp.server;

import dev.lmcp.server.auth.AuthChain;
import dev.lmcp.server.auth.ScopePolicy;

/**
 * Decides which requests a server accepts.
 *
 * @param auth authenticates the caller
 * @param scopes decides what an authenticated caller may do
 * @param origins decides which web pages and host names are allowed
 */
public record AccessControl(AuthChain auth, ScopePolicy scopes, OriginPolicy origins) {}
