/**
 * Here live the tasks that all nodes share: their records in the store, the indexes by caller and by node, and the
 * takeover of the tasks of a node that has stopped. This package may use {@code call} and the packages below it. It never
 * knows an era. Start to read at {@link dev.lmcp.server.tasks.SharedTasks}.
 */
@NullMarked
package dev.lmcp.server.tasks;

import org.jspecify.annotations.NullMarked;
