package dev.lmcp.tools.web;

import dev.lmcp.Call;
import dev.lmcp.Shape;
import dev.lmcp.Tool;
import dev.lmcp.ToolAnnotations;
import dev.lmcp.ToolResult;
import java.net.URI;
import java.time.Duration;
import tools.jackson.databind.node.JsonNodeFactory;

/** The tool {@code fetch}. */
final class Fetch {

    private static final int DEFAULT_BYTES = 65_536;

    private final Fetcher fetcher;
    private final int limit;

    Fetch(Fetcher fetcher, int limit) {
        this.fetcher = fetcher;
        this.limit = limit;
    }

    private record Input(String url, String method, String render, int bytes, int seconds, String userAgent) {}

    Tool tool() {
        Shape<Input> input = Shape.object(fields -> {
            var url = fields.string("url").description("URL of the page, http or https");
            var method = fields.choice("method", "GET", "HEAD").orElse("GET");
            var render = fields.choice("render", "plain", "html", "raw")
                    .description("plain: HTML as text; html: HTML without scripts, styles and comments; raw: unchanged")
                    .orElse("plain");
            var bytes = fields.integer("max_bytes")
                    .description("The number of bytes of the body to read")
                    .range(1, limit)
                    .orElse(Math.min(DEFAULT_BYTES, limit));
            var seconds = fields.integer("timeout_s")
                    .description("The timeout for the whole fetch, in seconds")
                    .range(1, 60)
                    .orElse(20);
            var agent = fields.string("user_agent")
                    .description("The User-Agent field of the request")
                    .pattern("^[ -~]{1,200}$")
                    .orElse("lmcp");
            return in -> new Input(
                    in.get(url), in.get(method), in.get(render), in.get(bytes), in.get(seconds), in.get(agent));
        });
        return Tool.named("fetch")
                .description("Reads a page of the web and follows up to five redirects")
                .input(input)
                .output(result())
                .scopes("net.fetch")
                .annotations(ToolAnnotations.readOnly().openWorld())
                .handle(this::fetch);
    }

    private ToolResult fetch(Input in, Call call) {
        URI uri = Guard.parse(in.url());
        Fetcher.Page page = fetcher.fetch(
                new Fetcher.Request(
                        in.method(), uri, in.userAgent(), "*/*", in.bytes(), Duration.ofSeconds(in.seconds())),
                call);
        String type = page.head().field("content-type").orElse("");
        byte[] bytes = page.body().bytes();
        return ToolResult.structured(JsonNodeFactory.instance
                .objectNode()
                .put("url", page.uri().toString())
                .put("status", page.head().status())
                .put("content_type", type)
                .put("bytes_read", bytes.length)
                .put("truncated", page.body().truncated())
                .put("body", Rendering.of(in.render(), type, bytes)));
    }

    private static Shape<?> result() {
        return Shape.object(fields -> {
            fields.string("url");
            fields.integer("status");
            fields.string("content_type");
            fields.integer("bytes_read");
            fields.bool("truncated");
            fields.string("body");
            return in -> in;
        });
    }
}
