package dev.lmcp.transport.servlet;

import dev.lmcp.Call;
import dev.lmcp.Tool;
import dev.lmcp.ToolResult;

/** A tool that returns the facts about its caller. */
final class WhoCalls {

    private WhoCalls() {}

    static Tool tool() {
        return Tool.named("who")
                .description("Says who calls")
                .scopes("who")
                .handle((nothing, call) -> ToolResult.text(describe(call)));
    }

    private static String describe(Call call) {
        return call.principal().subject() + " of " + call.principal().issuer() + " from "
                + call.remoteAddress().orElse("nowhere") + " with "
                + call.principal().scopes() + ", "
                + call.header("Authorization").orElse("no credential") + ", "
                + call.header("X-Tenant").orElse("no tenant");
    }
}
