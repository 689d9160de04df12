/** An embedded Tomcat: for web archives run by {@code java -jar}, and for programs and tests in their own process. */
@NullMarked
package dev.lmcp.launcher;

import org.jspecify.annotations.NullMarked;
