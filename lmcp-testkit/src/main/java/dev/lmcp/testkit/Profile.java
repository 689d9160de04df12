package dev.lmcp.testkit;

import dev.lmcp.Principal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who a client is, and which questions it answers. A client declares the capabilities of these and no others.
 *
 * @param caller the principal of its requests
 * @param form answers forms
 * @param url answers questions to visit a page
 * @param model answers questions for the language model
 * @param roots the URIs that the client opens
 * @param hasTasks whether it follows tasks to their end
 */
record Profile(
        Principal caller,
        Optional<Function<FormQuestion, Answer>> form,
        Optional<Function<UrlQuestion, Answer>> url,
        Optional<Function<ModelQuestion, Answer>> model,
        Optional<List<String>> roots,
        boolean hasTasks) {

    static Profile of(Principal caller) {
        return new Profile(caller, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    Profile withCaller(Principal other) {
        return new Profile(other, form, url, model, roots, hasTasks);
    }

    Profile withForm(Function<FormQuestion, Answer> answer) {
        return new Profile(caller, Optional.of(answer), url, model, roots, hasTasks);
    }

    Profile withUrl(Function<UrlQuestion, Answer> answer) {
        return new Profile(caller, form, Optional.of(answer), model, roots, hasTasks);
    }

    Profile withModel(Function<ModelQuestion, Answer> answer) {
        return new Profile(caller, form, url, Optional.of(answer), roots, hasTasks);
    }

    Profile withRoots(List<String> uris) {
        return new Profile(caller, form, url, model, Optional.of(List.copyOf(uris)), hasTasks);
    }

    Profile withTasks() {
        return new Profile(caller, form, url, model, roots, true);
    }

    /** Returns the client capabilities, as both eras write them. */
    ObjectNode capabilities() {
        ObjectNode capabilities = Answer.object();
        form.ifPresent(answer -> capabilities.withObject("/elicitation").putObject("form"));
        url.ifPresent(answer -> capabilities.withObject("/elicitation").putObject("url"));
        model.ifPresent(answer -> capabilities.putObject("sampling").putObject("tools"));
        roots.ifPresent(uris -> capabilities.putObject("roots"));
        return capabilities;
    }

    /** Answers a question of the server. */
    ObjectNode answer(String method, ObjectNode params) {
        Optional<ObjectNode> answer = switch (method) {
            case "elicitation/create" -> elicit(params);
            case "sampling/createMessage" ->
                model.map(asked -> asked.apply(new ModelQuestion(params)).json());
            case "roots/list" -> roots.map(Profile::listed);
            default -> Optional.empty();
        };
        return answer.orElseThrow(() -> new IllegalStateException("the server asks '" + method
                + "', which this client did not say that it answers; expected onForm(…), onUrl(…), onModel(…) or"
                + " withRoots(…) before the call"));
    }

    private Optional<ObjectNode> elicit(ObjectNode params) {
        return params.path("mode").stringValue("form").equals("url")
                ? url.map(asked -> asked.apply(new UrlQuestion(params)).json())
                : form.map(asked -> asked.apply(new FormQuestion(params)).json());
    }

    private static ObjectNode listed(List<String> uris) {
        ObjectNode result = Answer.object();
        ArrayNode roots = result.putArray("roots");
        uris.forEach(uri -> roots.addObject().put("uri", uri));
        return result;
    }
}
