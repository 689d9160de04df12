/**
 * Tools that read and write files in directories that the operator names.
 *
 * <p>They may use the exported packages of the core and its safe text. They never know other tools, they never follow a link
 * out of those directories, and they never show a path of the server that the caller did not write.
 */
@NullMarked
package dev.lmcp.tools.files;

import org.jspecify.annotations.NullMarked;
