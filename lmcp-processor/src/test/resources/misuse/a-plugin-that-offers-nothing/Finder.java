package com.example;

import dev.lmcp.annotation.McpPlugin;

/** Looks for things. */
@McpPlugin
// error: class 'Finder' has @McpPlugin, but offers nothing; expected a method with @McpTool, @McpResource or @McpPrompt: annotate one, or remove @McpPlugin
public class Finder {}
