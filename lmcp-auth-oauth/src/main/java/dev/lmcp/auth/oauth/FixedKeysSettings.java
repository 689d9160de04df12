package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.jose.Algorithm;
import dev.lmcp.auth.oauth.jose.JwkSet;
import dev.lmcp.auth.oauth.jose.KeySet;
import dev.lmcp.auth.oauth.jose.SecretKeyReader;
import dev.lmcp.auth.oauth.jose.UnusableKeyException;
import dev.lmcp.spi.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the settings that name an issuer's keys outright. */
final class FixedKeysSettings {

    private static final String JWKS = "jwks-file";
    private static final String SECRET = "hs-secret-file";

    private FixedKeysSettings() {}

    static Optional<KeySet> read(Settings settings, Set<Algorithm> algorithms) {
        List<String> set = Stream.of("jwks-uri", JWKS, SECRET)
                .filter(key -> settings.text(key).isPresent())
                .toList();
        if (set.size() > 1) {
            settings.problem(set.get(1), "is set beside '" + set.get(0) + "'; expected one source of keys");
        }
        boolean shared = algorithms.contains(Algorithm.HS256);
        if (shared && !set.contains(SECRET)) {
            settings.problem("algs", "is HS256 and there is no secret; expected '" + SECRET + "' beside it");
        }
        if (!shared && set.contains(SECRET)) {
            settings.problem(SECRET, "is set and 'algs' is not HS256; expected 'algs=HS256' beside it");
        }
        Optional<KeySet> secrets = settings.file(SECRET).flatMap(path -> secrets(settings, path));
        return secrets.or(() -> settings.file(JWKS).flatMap(path -> publicKeys(settings, path, algorithms)));
    }

    private static Optional<KeySet> secrets(Settings settings, Path path) {
        try {
            return Optional.of(SecretKeyReader.read(Files.readAllBytes(path)));
        } catch (UnusableKeyException unusable) {
            settings.problem(SECRET, unusable.problem());
        } catch (IOException unreadable) {
            settings.problem(SECRET, "could not be read; expected a readable file");
        }
        return Optional.empty();
    }

    private static Optional<KeySet> publicKeys(Settings settings, Path path, Set<Algorithm> algorithms) {
        try {
            Optional<JwkSet> jwks = JwkSet.readPublic(Files.readAllBytes(path), KeySet.EMPTY);
            jwks.ifPresent(read -> read.faults().forEach(fault -> settings.problem(JWKS, fault)));
            Optional<KeySet> keys = jwks.map(KeySet::of).filter(set -> set.supportsAny(algorithms));
            if (keys.isEmpty()) {
                settings.problem(
                        JWKS,
                        "holds no JWK Set with a key for " + algorithms + "; expected one, as in the"
                                + " issuer's own 'jwks_uri'");
            }
            return keys;
        } catch (IOException unreadable) {
            settings.problem(JWKS, "could not be read; expected a readable file");
            return Optional.empty();
        }
    }
}
