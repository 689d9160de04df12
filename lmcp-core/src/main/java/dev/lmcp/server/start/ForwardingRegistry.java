package dev.lmcp.server.start;

import dev.lmcp.Registry;

/** A registry that passes removals and updates on to another registry. A subclass says what an addition is. */
abstract class ForwardingRegistry implements Registry {

    final Registry registry;

    ForwardingRegistry(Registry registry) {
        this.registry = registry;
    }

    @Override
    public boolean removeTool(String name) {
        return registry.removeTool(name);
    }

    @Override
    public boolean removeResource(String uri) {
        return registry.removeResource(uri);
    }

    @Override
    public boolean removeTemplate(String uriTemplate) {
        return registry.removeTemplate(uriTemplate);
    }

    @Override
    public boolean removePrompt(String name) {
        return registry.removePrompt(name);
    }

    @Override
    public void resourceUpdated(String uri) {
        registry.resourceUpdated(uri);
    }
}
