package dev.lmcp.auth.bearer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.spi.AuthDecision;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.testkit.plugin.RecordingLogger;
import dev.lmcp.testkit.plugin.TestCredentials;
import dev.lmcp.testkit.plugin.TestServices;
import dev.lmcp.testkit.plugin.TestSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;

/** The plugin with the settings, services and log of a test. */
final class BearerTrial implements AutoCloseable {

    static final String PREFIX = "lmcp.auth.bearer.";
    static final String STRONG = "d2b7c1f09ae84c53b6f7e0a19c3d5e7f8a9b0c1d2e3f405162738495a6b7c8d9";
    static final String OTHER = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";

    final TestSettings settings = TestSettings.of(PREFIX);
    final TestServices services = TestServices.at(Instant.parse("2026-01-01T00:00:00Z"));
    final RecordingLogger logger = new RecordingLogger();

    Authenticator start() {
        return new BearerAuthProvider(logger).create(settings, services);
    }

    /** Returns the problems that the plugin reported, each with its full key before a colon. */
    List<String> problems() {
        return settings.problems().stream()
                .map(problem -> PREFIX + problem.replaceFirst(" ", ": "))
                .toList();
    }

    static AuthDecision decision(Authenticator authenticator, String token) {
        return decision(authenticator, TestCredentials.bearer(token));
    }

    /** Authenticates a request that has only an {@code Authorization} field. */
    static AuthDecision decision(Authenticator authenticator, TestCredentials presented) {
        AuthDecision decision = authenticator.authenticate(presented);
        assertThat(presented.askedHeaders()).isEmpty();
        return decision;
    }

    static AuthDecision.Accepted accepted(Authenticator authenticator, String token) {
        return (AuthDecision.Accepted) decision(authenticator, token);
    }

    /** Writes a file that only its owner can read. */
    static Path write(Path file, String text) {
        try {
            Files.writeString(file, text);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        services.close();
    }
}
