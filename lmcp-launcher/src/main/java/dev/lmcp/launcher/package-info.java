/** Runs any lmcp web archive by {@code java -jar}, on an embedded Tomcat. */
@NullMarked
package dev.lmcp.launcher;

import org.jspecify.annotations.NullMarked;
