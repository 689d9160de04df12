/**
 * Authentication by OAuth 2.1 access tokens: the provider, its settings, the rules for claims, introspection, DPoP and the
 * discovery documents.
 *
 * <p>It may use lmcp's API, and the packages {@code jose} for signatures and {@code http} for calls to issuers.
 *
 * <p>It never knows how a signature is computed or how a socket is opened.
 */
@NullMarked
package dev.lmcp.auth.oauth;

import org.jspecify.annotations.NullMarked;
