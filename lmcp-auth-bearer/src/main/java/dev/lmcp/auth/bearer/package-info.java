/**
 * Authentication with static bearer tokens: it reads the tokens from settings and files, keeps their digests, and compares
 * a request's token with all of them.
 *
 * <p>It may use the exported packages of the core, and the core's readers of text files. It never knows another auth plugin,
 * and it never keeps or logs a token.
 */
@NullMarked
package dev.lmcp.auth.bearer;

import org.jspecify.annotations.NullMarked;
