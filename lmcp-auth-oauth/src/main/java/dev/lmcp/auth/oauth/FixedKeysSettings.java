package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.jose.Algorithm;
import dev.lmcp.auth.oauth.jose.JwkSet;
import dev.lmcp.auth.oauth.jose.KeySet;
import dev.lmcp.auth.oauth.jose.SecretKeyReader;
import dev.lmcp.auth.oauth.jose.UnusableKeyException;
import dev.lmcp.spi.Settings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the settings for keys that come from a file. */
final class FixedKeysSettings {

    private static final String JWKS = "jwks-file";
    private static final String SECRET = "hmac-secret-file";

    private FixedKeysSettings() {}

    static Optional<KeySet> read(Settings settings, Set<Algorithm> algorithms) {
        List<String> set = Stream.of("jwks-uri", JWKS, SECRET)
                .filter(key -> settings.text(key).isPresent())
                .toList();
        if (set.size() > 1) {
            settings.problem(
                    set.get(1),
                    "is set, and so is '" + set.get(0) + "'; expected one source of keys; remove one of them");
        }
        boolean isHs256 = algorithms.contains(Algorithm.HS256);
        if (isHs256 && !set.contains(SECRET)) {
            settings.problem("algorithms", "is HS256, but there is no secret; expected '" + SECRET + "' too");
        }
        if (!isHs256 && set.contains(SECRET)) {
            settings.problem(SECRET, "is set, but 'algorithms' is not HS256; expected 'algorithms=HS256'");
        }
        return secrets(settings).or(() -> publicKeys(settings, algorithms));
    }

    private static Optional<KeySet> secrets(Settings settings) {
        return SettingFiles.secretBytes(settings, SECRET, "a file with the secret")
                .flatMap(contents -> {
                    try {
                        return Optional.of(SecretKeyReader.read(contents));
                    } catch (UnusableKeyException unusable) {
                        settings.problem(SECRET, unusable.problem());
                        return Optional.empty();
                    }
                });
    }

    private static Optional<KeySet> publicKeys(Settings settings, Set<Algorithm> algorithms) {
        return SettingFiles.text(settings, JWKS).flatMap(text -> {
            Optional<JwkSet> jwks = JwkSet.readPublic(text.getBytes(StandardCharsets.UTF_8), KeySet.EMPTY);
            jwks.ifPresent(read -> JwksReader.notUsed(read, KeySet.of(read))
                    .forEach(fault -> settings.problem(JWKS, "lmcp cannot use " + KeyFaults.describe(fault))));
            Optional<KeySet> keys = jwks.map(KeySet::of).filter(set -> set.supportsAny(algorithms));
            if (keys.isEmpty()) {
                settings.problem(
                        JWKS, "has no key for " + algorithms + "; expected a JWK Set, as at the issuer's 'jwks_uri'");
            }
            return keys;
        });
    }
}
