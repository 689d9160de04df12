package dev.lmcp.verification.bench;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** An issuer of access tokens whose keys lie in a file. */
final class Tokens {

    private static final String RESOURCE = "http://127.0.0.1/mcp";
    private static final String ISSUER = "https://issuer.example/realm";

    /** A shared token, and the settings of a server that accepts it. */
    static final String SHARED = "kuwve2MMKW3k40GrUsKHnqMRbHS8rwvV_tYaaFA75a8";

    static final Map<String, String> BEARER = Map.of("lmcp.auth", "bearer", "lmcp.auth.bearer.token", SHARED);

    private final KeyPair keys;

    Tokens() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        this.keys = generator.generateKeyPair();
    }

    /** Writes the keys to a file, and returns the settings of a server that accepts the tokens. */
    Map<String, String> settings(Path file) throws IOException {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        Files.writeString(
                file,
                "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"bench\",\"use\":\"sig\",\"alg\":\"RS256\",\"n\":\""
                        + number(key.getModulus()) + "\",\"e\":\"" + number(key.getPublicExponent()) + "\"}]}");
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("lmcp.auth", "oauth");
        settings.put("lmcp.auth.oauth.resource", RESOURCE);
        settings.put("lmcp.auth.oauth.issuer", ISSUER);
        settings.put("lmcp.auth.oauth.discovery", "off");
        settings.put("lmcp.auth.oauth.jwks-file", file.toString());
        settings.put("lmcp.scopes.required", "tools.read");
        return settings;
    }

    /** A token as authorization servers issue them, good for an hour. */
    String token() throws GeneralSecurityException {
        long now = Instant.now().getEpochSecond();
        String signed = text("{\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":\"bench\"}")
                + '.'
                + text("{\"iss\":\"" + ISSUER + "\",\"aud\":\"" + RESOURCE
                        + "\",\"sub\":\"alice\",\"client_id\":\"bench\","
                        + "\"jti\":\"c6d1a9f0-5a53-4a52-a0f9-5b1a8a1f1d11\",\"scope\":\"openid profile tools.read\","
                        + "\"iat\":" + now + ",\"exp\":" + (now + 3600) + "}");
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + '.' + base64(signature.sign());
    }

    private static String number(BigInteger value) {
        byte[] bytes = value.toByteArray();
        return base64(bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    private static String text(String json) {
        return base64(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
