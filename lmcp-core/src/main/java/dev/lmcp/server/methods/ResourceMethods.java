package dev.lmcp.server.methods;

import dev.lmcp.CacheHint;
import dev.lmcp.Resource;
import dev.lmcp.ResourceContents;
import dev.lmcp.ResourceNotFoundException;
import dev.lmcp.ResourceResult;
import dev.lmcp.ResourceTemplate;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.server.auth.Target;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.call.CallResult;
import dev.lmcp.server.call.Method;
import dev.lmcp.server.call.Operation;
import dev.lmcp.server.call.RunningCall;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code resources/list}, {@code resources/templates/list} and {@code resources/read}. */
public final class ResourceMethods {

    private final Catalog catalog;
    private final Paginator pages;

    ResourceMethods(Catalog catalog, Paginator pages) {
        this.catalog = catalog;
        this.pages = pages;
    }

    /**
     * The source of a URI: a resource, or a template that matches the URI.
     *
     * @param mimeType the media type of contents without their own
     * @param cache the cache hint
     * @param reader reads the contents
     */
    private record Source(Optional<String> mimeType, CacheHint cache, Reader reader) {}

    /** Reads a resource for a call. */
    private interface Reader {

        ResourceResult read(RunningCall call) throws Exception;
    }

    /** {@code resources/list}. */
    Method list() {
        return pages.list(catalog.resources(), "resources", resource -> target(resource.uri()), DefinitionJson::of);
    }

    /** {@code resources/templates/list}; the scope rules use the text of the template, as for completions. */
    Method templates() {
        return pages.list(
                catalog.templates(),
                "resourceTemplates",
                template -> target(template.uriTemplate()),
                DefinitionJson::of);
    }

    /** {@code resources/read}. */
    Method read() {
        return request -> {
            Optional<String> uri = Json.text(request.message().params(), "uri");
            Optional<Source> source = uri.flatMap(this::source);
            return Operation.on(targets(uri), call -> read(uri, source, call));
        };
    }

    public static Target target(String uri) {
        return new Target(Target.Kind.RESOURCE, uri, Set.of());
    }

    /** Returns the target of a request, if the request names a URI. */
    public static List<Target> targets(Optional<String> uri) {
        return uri.stream().map(ResourceMethods::target).toList();
    }

    private Optional<Source> source(String uri) {
        Optional<Resource> resource = catalog.resource(uri);
        if (resource.isPresent()) {
            return resource.map(found -> new Source(found.mimeType(), found.cache(), found::read));
        }
        for (ResourceTemplate template : catalog.templates().all()) {
            Optional<Map<String, String>> variables = template.match(uri);
            if (variables.isPresent()) {
                return Optional.of(new Source(
                        template.mimeType(), template.cache(), call -> template.read(variables.get(), call)));
            }
        }
        return Optional.empty();
    }

    private static CallResult read(Optional<String> uri, Optional<Source> source, RunningCall call) throws Exception {
        String requestedUri =
                uri.orElseThrow(() -> RpcException.invalidParams("'uri' must be a string: the resource to read"));
        if (source.isEmpty()) {
            return new CallResult.ResourceMissing(requestedUri);
        }
        try {
            return completed(
                    requestedUri,
                    source.get().mimeType(),
                    source.get().cache(),
                    source.get().reader().read(call).contents());
        } catch (ResourceNotFoundException e) {
            return new CallResult.ResourceMissing(requestedUri);
        }
    }

    private static CallResult completed(
            String uri, Optional<String> mimeType, CacheHint cache, List<ResourceContents> contents) {
        if (contents.isEmpty()) {
            throw new ResourceNotFoundException();
        }
        ObjectNode result = Json.object();
        ArrayNode array = result.putArray("contents");
        contents.forEach(part -> array.add(ContentJson.of(part, uri, mimeType)));
        return new CallResult.Completed(result, Optional.of(cache));
    }
}
