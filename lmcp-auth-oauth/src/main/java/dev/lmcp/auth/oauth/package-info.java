/** Authentication by OAuth 2.1 access tokens. */
@NullMarked
package dev.lmcp.auth.oauth;

import org.jspecify.annotations.NullMarked;
