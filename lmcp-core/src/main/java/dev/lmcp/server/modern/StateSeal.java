package dev.lmcp.server.modern;

import dev.lmcp.Principal;
import dev.lmcp.jsonrpc.InvalidMessageException;
import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.server.base.Json;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Encrypts and authenticates the {@code requestState} with AES-256-GCM (MCP 2026-07-28 basic/patterns/mrtr). The state
 * holds the answers so far. It is bound to the caller, the method and the parameters, and it expires.
 *
 * <p>Safe for concurrent use.
 */
public final class StateSeal {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final MessageCodec codec;
    private final SecretKey key;
    private final InstantSource clock;
    private final Duration lifetime;
    private final SecureRandom random = new SecureRandom();

    /** Creates a seal with a key of 32 bytes. Nodes with the same key accept the states of one another. */
    StateSeal(MessageCodec codec, byte[] key, InstantSource clock, Duration lifetime) {
        this.codec = codec;
        this.key = new SecretKeySpec(key, "AES");
        this.clock = clock;
        this.lifetime = lifetime;
    }

    public static byte[] randomKey() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return key;
    }

    /** Seals the answers to this request so far. */
    String seal(Message.Request request, Principal caller, Map<String, JsonNode> answers) {
        ObjectNode content =
                Json.object().put("until", clock.instant().plus(lifetime).toEpochMilli());
        ObjectNode answersNode = content.putObject("answers");
        answers.forEach(answersNode::set);
        byte[] iv = new byte[IV_BYTES];
        random.nextBytes(iv);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, iv, request, caller).doFinal(codec.writeExactly(content));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(ByteBuffer.allocate(iv.length + sealed.length)
                            .put(iv)
                            .put(sealed)
                            .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available; expected a Java runtime that has it", e);
        }
    }

    /**
     * Returns the answers in a request: those in its state and those in its {@code inputResponses}.
     *
     * @throws RpcException if the state was not sealed for this request and caller, or if it has expired
     */
    Map<String, JsonNode> answers(Message.Request request, Principal caller) {
        JsonNode state = request.params().path("requestState");
        JsonNode responses = request.params().path("inputResponses");
        if (state.isMissingNode() && responses.isMissingNode()) {
            return Map.of();
        }
        Map<String, JsonNode> answers = new HashMap<>();
        if (!state.isMissingNode()) {
            open(state.stringValue(""), request, caller).forEachEntry(answers::put);
        }
        if (!responses.isMissingNode()) {
            if (!responses.isObject()) {
                throw RpcException.invalidParams("'inputResponses' must be an object");
            }
            responses.forEachEntry(answers::put);
        }
        return answers;
    }

    private ObjectNode open(String state, Message.Request request, Principal caller) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(state);
            if (bytes.length > IV_BYTES) {
                byte[] iv = Arrays.copyOf(bytes, IV_BYTES);
                byte[] content = cipher(Cipher.DECRYPT_MODE, iv, request, caller)
                        .doFinal(bytes, IV_BYTES, bytes.length - IV_BYTES);
                JsonNode tree = codec.readTree(content);
                if (tree.path("until").longValue(0) >= clock.millis()) {
                    return Json.object(tree, "answers").orElseGet(Json::object);
                }
            }
        } catch (IllegalArgumentException | GeneralSecurityException | InvalidMessageException e) {
            // the exception below reports the invalid state
        }
        throw RpcException.invalidParams(
                "'requestState' is not a state of this server for this request, or has expired");
    }

    private Cipher cipher(int mode, byte[] iv, Message.Request request, Principal caller)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
        cipher.updateAAD(binding(request, caller));
        return cipher;
    }

    private byte[] binding(Message.Request request, Principal caller) throws GeneralSecurityException {
        ObjectNode params = request.params().deepCopy();
        // these members may differ between rounds; all others must be the same
        params.remove("_meta");
        params.remove("requestState");
        params.remove("inputResponses");
        ObjectNode bound = Json.object()
                .put("issuer", caller.issuer())
                .put("subject", caller.subject())
                .put("client", caller.client().orElse(""))
                .put("method", request.method());
        bound.set("params", sorted(params));
        return MessageDigest.getInstance("SHA-256").digest(codec.writeExactly(bound));
    }

    /** Sorts the members by name, as clients may change their order. */
    private static JsonNode sorted(JsonNode node) {
        if (node.isObject()) {
            Map<String, JsonNode> members = new TreeMap<>();
            node.forEachEntry((name, value) -> members.put(name, sorted(value)));
            ObjectNode object = Json.object();
            members.forEach(object::set);
            return object;
        }
        if (node.isArray()) {
            var array = Json.array();
            node.forEach(item -> array.add(sorted(item)));
            return array;
        }
        return node;
    }
}
