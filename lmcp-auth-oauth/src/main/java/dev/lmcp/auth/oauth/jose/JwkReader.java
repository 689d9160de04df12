package dev.lmcp.auth.oauth.jose;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads one public JSON Web Key (RFC 7517 §4, RFC 7518 §6, RFC 8037 §2). */
final class JwkReader {

    private static final List<String> PRIVATE_MEMBERS = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    private final ObjectNode jwk;

    JwkReader(ObjectNode jwk) {
        this.jwk = jwk;
    }

    /** The {@code kid}, also of a key that cannot be used. */
    Optional<String> keyId() {
        return string("kid");
    }

    /** Tells whether {@code use} or {@code key_ops} reserve the key for another use, such as encryption. */
    boolean isForOtherUse() {
        return (jwk.has("use") && !string("use").equals(Optional.of("sig")))
                || (jwk.has("key_ops") && !allowsVerifying(jwk.get("key_ops")));
    }

    /**
     * Reads a public key.
     *
     * @param existing finds the key object of an earlier document, which is then reused
     * @throws UnusableKeyException if this is not a valid public key, or a weak one
     */
    Key publicKey(Function<JwkIdentity, Optional<Key>> existing) {
        String kind = required("kty");
        // A published private key is compromised. A published shared secret is no secret.
        if (kind.equals("oct") || PRIVATE_MEMBERS.stream().anyMatch(jwk::has)) {
            throw UnusableKeyException.revealedSecret(
                    "the key has private members, so everybody can read them; the issuer must revoke the key");
        }
        return switch (kind) {
            case "RSA" ->
                existing(existing, kind, List.of("n", "e"))
                        .orElseGet(() -> RsaKey.of(identity(kind, "n", "e"), number("n"), number("e")));
            case "EC" ->
                existing(existing, kind, List.of("crv", "x", "y"))
                        .orElseGet(() ->
                                EcKey.of(identity(kind, "crv", "x", "y"), required("crv"), bytes("x"), bytes("y")));
            case "OKP" ->
                existing(existing, kind, List.of("crv", "x"))
                        .orElseGet(() -> EdKey.of(identity(kind, "crv", "x"), required("crv"), bytes("x")));
            default -> throw new UnusableKeyException("a key has an unsupported 'kty', expected RSA, EC or OKP");
        };
    }

    /**
     * Reads a shared secret.
     *
     * @throws UnusableKeyException if this is not a secret, or if it is too short
     */
    Key secretKey() {
        String kind = required("kty");
        UnusableKeyException.unless(
                kind.equals("oct"), "a file of secrets has a key with another 'kty', expected 'oct'");
        // The identity is compared and printed, so it does not contain the secret.
        return SecretKey.of(identity(kind), bytes("k"));
    }

    private Optional<Key> existing(Function<JwkIdentity, Optional<Key>> existing, String kind, List<String> members) {
        return existing.apply(identity(kind, members.toArray(String[]::new)));
    }

    private JwkIdentity identity(String kind, String... members) {
        Optional<String> algorithm = jwk.has("alg") ? Optional.of(required("alg")) : Optional.empty();
        Optional<String> keyId = jwk.has("kid") ? Optional.of(required("kid")) : Optional.empty();
        return new JwkIdentity(
                keyId, algorithm, kind, Stream.of(members).map(this::required).toList());
    }

    private BigInteger number(String member) {
        return new BigInteger(1, bytes(member));
    }

    private byte[] bytes(String member) {
        return Base64Url.decode(required(member))
                .orElseThrow(() -> new UnusableKeyException("the member '" + member + "' of a key is not base64url"));
    }

    private String required(String member) {
        return string(member)
                .orElseThrow(() ->
                        new UnusableKeyException("the member '" + member + "' of a key is missing or not a string"));
    }

    private Optional<String> string(String member) {
        return Optional.ofNullable(jwk.get(member)).filter(JsonNode::isString).map(JsonNode::stringValue);
    }

    private static boolean allowsVerifying(JsonNode operations) {
        return operations.isArray()
                && operations
                        .valueStream()
                        .anyMatch(each -> each.isString() && each.stringValue().equals("verify"));
    }
}
