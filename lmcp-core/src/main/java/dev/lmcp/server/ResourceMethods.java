package dev.lmcp.server;

import dev.lmcp.CacheHint;
import dev.lmcp.Resource;
import dev.lmcp.ResourceContents;
import dev.lmcp.ResourceNotFoundException;
import dev.lmcp.ResourceResult;
import dev.lmcp.ResourceTemplate;
import dev.lmcp.jsonrpc.RpcException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code resources/list}, {@code resources/templates/list} and {@code resources/read}. */
final class ResourceMethods {

    private final Catalog catalog;
    private final Paginator pages;

    ResourceMethods(Catalog catalog, Paginator pages) {
        this.catalog = catalog;
        this.pages = pages;
    }

    /** {@code resources/list}. */
    Method list() {
        return call -> pages.of(
                call, catalog.resources(), "resources", resource -> target(resource.uri()), DefinitionJson::of);
    }

    /** {@code resources/templates/list}; a template is judged by its text, as where it is completed. */
    Method templates() {
        return call -> pages.of(
                call,
                catalog.templates(),
                "resourceTemplates",
                template -> target(template.uriTemplate()),
                DefinitionJson::of);
    }

    /** {@code resources/read}. */
    Method read() {
        return new Method() {
            @Override
            public List<Target> admit(IncomingRequest incoming) {
                return Json.text(incoming.request().params(), "uri").stream()
                        .map(ResourceMethods::target)
                        .toList();
            }

            @Override
            public CallResult run(RunningCall call) throws Exception {
                String uri = Json.text(call.params(), "uri")
                        .orElseThrow(() -> RpcException.invalidParams("'uri' must be a string: the resource to read"));
                try {
                    return read(uri, call);
                } catch (ResourceNotFoundException e) {
                    return new CallResult.ResourceMissing(uri);
                }
            }
        };
    }

    static Target target(String uri) {
        return new Target(Target.Kind.RESOURCE, uri, Set.of());
    }

    private CallResult read(String uri, RunningCall call) throws Exception {
        Optional<Resource> resource = catalog.resources().find(uri);
        if (resource.isPresent()) {
            ResourceResult result = resource.get().read(call);
            return completed(uri, resource.get().mimeType(), resource.get().cache(), result.contents());
        }
        for (ResourceTemplate template : catalog.templates().all()) {
            Optional<Map<String, String>> variables = template.match(uri);
            if (variables.isPresent()) {
                ResourceResult result = template.read(variables.get(), call);
                return completed(uri, template.mimeType(), template.cache(), result.contents());
            }
        }
        throw new ResourceNotFoundException();
    }

    private static CallResult completed(
            String uri, Optional<String> mimeType, CacheHint cache, List<ResourceContents> parts) {
        if (parts.isEmpty()) {
            throw new ResourceNotFoundException();
        }
        ObjectNode result = Json.object();
        ArrayNode contents = result.putArray("contents");
        parts.forEach(part -> contents.add(ContentJson.of(part, uri, mimeType)));
        return new CallResult.Completed(result, Optional.of(cache));
    }
}
