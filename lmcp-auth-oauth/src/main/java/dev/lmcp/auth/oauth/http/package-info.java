/**
 * HTTP calls to issuers: the client with its limits, the policy for the addresses that it may call, and the fetch of a
 * JWK Set document.
 *
 * <p>It may use the JDK and lmcp's table of public addresses.
 *
 * <p>It never knows what a document means: no keys, no tokens, no settings.
 */
@NullMarked
package dev.lmcp.auth.oauth.http;

import org.jspecify.annotations.NullMarked;
