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

    /** The {@code kid} as written, also of a key that cannot be used. */
    Optional<String> keyId() {
        return string("kid");
    }

    /** Whether the document means this key for something else, such as encryption. */
    boolean isForOtherUse() {
        return (jwk.has("use") && !string("use").equals(Optional.of("sig")))
                || (jwk.has("key_ops") && !allowsVerifying(jwk.get("key_ops")));
    }

    /**
     * Reads the key, unless {@code existing} has one of the same name.
     *
     * @throws UnusableKeyException if it is no sound public key
     */
    Key publicKey(Function<JwkIdentity, Optional<Key>> existing) {
        String kind = required("kty");
        // Whoever publishes these has lost the key, or offers a shared secret to everybody.
        UnusableKeyException.unless(
                !kind.equals("oct") && PRIVATE_MEMBERS.stream().noneMatch(jwk::has),
                "a key set holds secret members; the issuer must withdraw that key");
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
            default -> throw new UnusableKeyException("a key has a kty other than RSA, EC and OKP");
        };
    }

    /**
     * Reads a shared secret from the operator's own file.
     *
     * @throws UnusableKeyException if it is none, or too short
     */
    Key secretKey() {
        String kind = required("kty");
        UnusableKeyException.unless(kind.equals("oct"), "a file of secrets holds a key that is not of kty 'oct'");
        // The secret itself stays out of the name, which is compared and printed.
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
                .orElseThrow(() -> new UnusableKeyException("the member '" + member + "' of a key is no base64url"));
    }

    private String required(String member) {
        return string(member)
                .orElseThrow(
                        () -> new UnusableKeyException("the member '" + member + "' of a key is no string or missing"));
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
