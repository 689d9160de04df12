/**
 * Authentication by OAuth 2.1 access tokens: the provider, its settings, the rules for claims, introspection, DPoP and
 * the metadata documents.
 *
 * <p>It may use lmcp's API, the package {@code jose} for signatures, and the package {@code http} for calls to issuers.
 *
 * <p>It never knows how a signature is computed, and it never opens a socket.
 */
@NullMarked
package dev.lmcp.auth.oauth;

import org.jspecify.annotations.NullMarked;
