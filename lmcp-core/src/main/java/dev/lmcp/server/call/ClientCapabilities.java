package dev.lmcp.server.call;

import dev.lmcp.FormElicitation;
import dev.lmcp.InputRequest;
import dev.lmcp.Sampling;
import dev.lmcp.UrlElicitation;
import dev.lmcp.server.base.Json;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The capabilities that a client declared. */
public record ClientCapabilities(ObjectNode declared) {

    public static final ClientCapabilities NONE = new ClientCapabilities(Json.object());

    /** Whether all of these are declared, as {@link #requiredFor} names them. */
    public boolean covers(ObjectNode required) {
        return required.propertyStream().allMatch(capability -> {
            JsonNode own = declared.path(capability.getKey());
            boolean isOlderForm = capability.getKey().equals("elicitation") && isEmpty(own);
            return own.isObject()
                    && capability
                            .getValue()
                            .propertyStream()
                            .allMatch(detail -> own.path(detail.getKey()).isObject()
                                    || (isOlderForm && detail.getKey().equals("form")));
        });
    }

    private static boolean isEmpty(JsonNode capability) {
        return capability.valueStream().allMatch(JsonNode::isNull);
    }

    boolean canAnswer(InputRequest<?> request) {
        if (request instanceof FormElicitation) {
            JsonNode elicitation = declared.path("elicitation");
            // an empty object declares forms, as in earlier revisions
            return elicitation.isObject() && (elicitation.path("form").isObject() || isEmpty(elicitation));
        } else if (request instanceof UrlElicitation) {
            return declared.path("elicitation").path("url").isObject();
        } else if (request instanceof Sampling question) {
            return canSample(question.params());
        }
        return declared.path("roots").isObject();
    }

    private boolean canSample(ObjectNode params) {
        JsonNode sampling = declared.path("sampling");
        boolean wantsTools = params.has("tools") || params.has("toolChoice");
        String context = params.path("includeContext").stringValue("none");
        return sampling.isObject()
                && (!wantsTools || sampling.path("tools").isObject())
                && (context.equals("none") || sampling.path("context").isObject());
    }

    /** Returns the capabilities that a client must declare for all of these questions. */
    public static ObjectNode requiredFor(Map<String, InputRequest<?>> questions) {
        ObjectNode required = Json.object();
        questions
                .values()
                .forEach(question -> requiredFor(question)
                        .forEachEntry((name, details) ->
                                required.withObject('/' + name).setAll((ObjectNode) details)));
        return required;
    }

    /** Returns the names of these capabilities, as in {@code 'elicitation.form'}. */
    public static String names(ObjectNode required) {
        return required.propertyStream()
                .flatMap(capability -> capability.getValue().isEmpty()
                        ? Stream.of(capability.getKey())
                        : capability
                                .getValue()
                                .propertyStream()
                                .map(detail -> capability.getKey() + '.' + detail.getKey()))
                .map(name -> "'" + name + "'")
                .collect(Collectors.joining(" and "));
    }

    /** Returns the capabilities that a client must declare for this question. */
    static ObjectNode requiredFor(InputRequest<?> request) {
        ObjectNode required = Json.object();
        if (request instanceof FormElicitation) {
            required.putObject("elicitation").putObject("form");
        } else if (request instanceof UrlElicitation) {
            required.putObject("elicitation").putObject("url");
        } else if (request instanceof Sampling question) {
            ObjectNode params = question.params();
            ObjectNode sampling = required.putObject("sampling");
            if (params.has("tools") || params.has("toolChoice")) {
                sampling.putObject("tools");
            }
            if (!params.path("includeContext").stringValue("none").equals("none")) {
                sampling.putObject("context");
            }
        } else {
            required.putObject("roots");
        }
        return required;
    }
}
