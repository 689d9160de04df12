package dev.lmcp.server.call;

/** A change that clients can be notified of. */
public sealed interface Change {

    /** A list has changed. */
    record ListChanged(Kind kind) implements Change {}

    /** The contents of a resource have changed. */
    record ResourceUpdated(String uri) implements Change {}

    /** The status of a task has changed. */
    record TaskChanged(Task task) implements Change {}

    /** The status of a task has changed on another node. The task has no questions and no contents of its result here. */
    record TaskStatusChanged(Task task) implements Change {}

    /** The lists that can change. */
    enum Kind {
        TOOLS("notifications/tools/list_changed"),
        PROMPTS("notifications/prompts/list_changed"),
        RESOURCES("notifications/resources/list_changed");

        private final String notification;

        Kind(String notification) {
            this.notification = notification;
        }

        public String notification() {
            return notification;
        }
    }
}
