/**
 * A tool that shows facts about the machine.
 *
 * <p>It may use the exported packages of the core and the JDK's management beans. It never knows other tools, and it never
 * shows the names of users, hosts or files.
 */
@NullMarked
package dev.lmcp.tools.system;

import org.jspecify.annotations.NullMarked;
