/**
 * Tools that read pages of the web and search the web.
 *
 * <p>They may use the exported packages of the core, its check of public addresses, and sockets of the JDK. They never know
 * other tools, and they never connect to a private address that the operator has not listed.
 */
@NullMarked
package dev.lmcp.tools.web;

import org.jspecify.annotations.NullMarked;
