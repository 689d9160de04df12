/** Tools that read pages of the web and search it. */
@NullMarked
package dev.lmcp.tools.web;

import org.jspecify.annotations.NullMarked;
