/** A server for the official conformance suite: everything that its scenarios call, by the names it calls them. */
@NullMarked
package dev.lmcp.verification.conformance;

import org.jspecify.annotations.NullMarked;
