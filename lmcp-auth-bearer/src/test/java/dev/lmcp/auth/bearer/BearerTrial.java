package dev.lmcp.auth.bearer;

import dev.lmcp.auth.testkit.RecordingLogger;
import dev.lmcp.spi.AuthDecision;
import dev.lmcp.spi.Authenticator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The plugin with settings, services and a log to look at. */
final class BearerTrial implements AutoCloseable {

    static final String STRONG = "d2b7c1f09ae84c53b6f7e0a19c3d5e7f8a9b0c1d2e3f405162738495a6b7c8d9";
    static final String OTHER = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";

    final MapSettings settings = new MapSettings();
    final TestServices services = new TestServices();
    final RecordingLogger logger = new RecordingLogger();

    Authenticator start() {
        return new BearerAuthProvider(logger).create(settings, services);
    }

    static AuthDecision decision(Authenticator authenticator, String token) {
        return authenticator.authenticate(Presented.bearer(token));
    }

    static AuthDecision.Accepted accepted(Authenticator authenticator, String token) {
        return (AuthDecision.Accepted) decision(authenticator, token);
    }

    /** Writes a file that its owner alone may read. */
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
