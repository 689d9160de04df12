package dev.lmcp.server.start;

import dev.lmcp.spi.Authenticator;
import java.util.List;

/**
 * The result of a check: whether a server would start, and whether what it depends on answers.
 *
 * @param isGood whether both are so
 * @param findings what the authenticators tried; empty if the server would not start
 * @param text all of it for people
 */
public record CheckResult(boolean isGood, List<Authenticator.Finding> findings, String text) {}
