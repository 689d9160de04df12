package dev.lmcp;

import dev.lmcp.embed.LocalClient;

/**
 * What a server offers: tools, resources, templates and prompts, in the order in which they were added.
 *
 * <p>Changes while clients are connected are announced to those that asked for it. Safe for concurrent use.
 *
 * <p>Implemented by lmcp only; a method may be added in a minor version. For tests use {@link LocalClient}.
 */
public interface Registry {

    /**
     * Adds a tool.
     *
     * @throws IllegalArgumentException if a tool of this name is there
     */
    Registry add(Tool tool);

    /**
     * Adds a resource.
     *
     * @throws IllegalArgumentException if a resource of this URI is there
     */
    Registry add(Resource resource);

    /**
     * Adds a resource template.
     *
     * @throws IllegalArgumentException if a template of this text is there
     */
    Registry add(ResourceTemplate template);

    /**
     * Adds a prompt.
     *
     * @throws IllegalArgumentException if a prompt of this name is there
     */
    Registry add(Prompt prompt);

    /** Removes a tool by its name; returns whether it was there. Calls that run go on. */
    boolean removeTool(String name);

    /** Removes a resource by its URI; returns whether it was there. */
    boolean removeResource(String uri);

    /** Removes a resource template by its text; returns whether it was there. */
    boolean removeTemplate(String uriTemplate);

    /** Removes a prompt by its name; returns whether it was there. */
    boolean removePrompt(String name);

    /** Tells the clients that subscribed to a resource that it has changed. */
    void resourceUpdated(String uri);
}
