/** Measures lmcp beside a servlet written by hand and the official SDKs. */
@NullMarked
package dev.lmcp.verification.bench;

import org.jspecify.annotations.NullMarked;
