package dev.lmcp;

/**
 * What a server offers: tools, resources, templates and prompts, in the order in which they were added.
 *
 * <p>Changes while clients are connected are announced to those who asked. Safe for concurrent use.
 */
public interface Registry {

    /**
     * Adds a tool.
     *
     * @throws IllegalArgumentException where a tool of this name is there
     */
    Registry add(Tool tool);

    /**
     * Adds a resource.
     *
     * @throws IllegalArgumentException where a resource of this URI is there
     */
    Registry add(Resource resource);

    /**
     * Adds a resource template.
     *
     * @throws IllegalArgumentException where the same template is there
     */
    Registry add(ResourceTemplate template);

    /**
     * Adds a prompt.
     *
     * @throws IllegalArgumentException where a prompt of this name is there
     */
    Registry add(Prompt prompt);

    /** Removes a tool by name; returns whether it was there. */
    boolean removeTool(String name);

    /** Removes a resource by URI; returns whether it was there. */
    boolean removeResource(String uri);

    /** Removes a resource template by its text; returns whether it was there. */
    boolean removeTemplate(String uriTemplate);

    /** Removes a prompt by name; returns whether it was there. */
    boolean removePrompt(String name);

    /** Tells those who subscribed to it that a resource has changed. */
    void resourceUpdated(String uri);
}
