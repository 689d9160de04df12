package dev.lmcp.server.call;

/** Something that clients may want to hear of. */
public sealed interface Change {

    /** One of the lists is not what it was. */
    record ListChanged(Kind kind) implements Change {}

    /** What a resource holds is not what it was. */
    record ResourceUpdated(String uri) implements Change {}

    /** A task has another status. */
    record TaskChanged(Task task) implements Change {}

    /** The lists that change. */
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
