/** Tools that read and write files below directories that the operator names. */
@NullMarked
package dev.lmcp.tools.files;

import org.jspecify.annotations.NullMarked;
