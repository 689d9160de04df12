package dev.lmcp.server;

import dev.lmcp.server.auth.AuthChain;
import dev.lmcp.server.auth.ScopePolicy;

/**
 * What decides who may do what.
 *
 * @param auth who may come in
 * @param scopes what they may do
 * @param origins which web pages and host names may be used
 */
public record AccessControl(AuthChain auth, ScopePolicy scopes, OriginPolicy origins) {}
