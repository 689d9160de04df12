/**
 * Signed tokens and their keys: JWS, JWK, JWK Sets, thumbprints and the strict parsers for Base64url and JSON (RFC
 * 7515, 7517, 7518, 7638, 8037).
 *
 * <p>It may use the JDK, Jackson and Bouncy Castle.
 *
 * <p>It never knows HTTP, issuers, claims or settings.
 */
@NullMarked
package dev.lmcp.auth.oauth.jose;

import org.jspecify.annotations.NullMarked;
