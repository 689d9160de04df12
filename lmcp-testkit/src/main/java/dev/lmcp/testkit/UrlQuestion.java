package dev.lmcp.testkit;

import java.net.URI;
import tools.jackson.databind.node.ObjectNode;

/** A page that a tool asks the person to visit. Answer with one of its methods. Immutable. */
public final class UrlQuestion {

    private final ObjectNode params;

    UrlQuestion(ObjectNode params) {
        this.params = params;
    }

    /** Returns what the page is for, in the words for the person. */
    public String message() {
        return params.path("message").stringValue("");
    }

    /** Returns the page. */
    public URI url() {
        return URI.create(params.path("url").stringValue(""));
    }

    /** Returns the answer of a person who agrees to visit the page. */
    public Answer accept() {
        return Answer.action("accept");
    }

    /** Returns the answer of a person who says no. */
    public Answer decline() {
        return Answer.action("decline");
    }

    /** Returns the answer of a person who closes the question. */
    public Answer cancel() {
        return Answer.action("cancel");
    }
}
