package dev.lmcp.server.base;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that seal values which clients carry: the first key seals, and all keys open. A value is encrypted and
 * authenticated with AES-256-GCM. Nodes with the same keys accept the values of one another.
 *
 * <p>A sealed value is base64url text of: the format (1 byte), the number of its key (4 bytes), the IV (12 bytes), the
 * encrypted content, the tag (16 bytes). Safe for concurrent use.
 */
public final class KeyRing {

    /** The size of a key. */
    public static final int KEY_BYTES = 32;

    /** The bytes of a sealed value beside its content. */
    public static final int OVERHEAD_BYTES = 33;

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final byte FORMAT = 1;
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private volatile List<Key> keys;

    /** A key and its number, which tells the keys of a ring apart. */
    private record Key(SecretKey secret, int number) {

        static Key of(byte[] bytes) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
                return new Key(
                        new SecretKeySpec(bytes, "AES"), ByteBuffer.wrap(digest).getInt());
            } catch (GeneralSecurityException e) {
                throw unavailable(e);
            }
        }
    }

    private KeyRing(List<byte[]> keys) {
        this.keys = keys.stream().map(Key::of).toList();
    }

    /** Creates a ring from keys of 32 bytes. There is at least one. */
    public static KeyRing of(List<byte[]> keys) {
        return new KeyRing(keys);
    }

    /** Creates a ring with one random key. No other node opens its values. */
    public static KeyRing random() {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return of(List.of(key));
    }

    /** Replaces all keys. */
    public void replace(List<byte[]> others) {
        keys = others.stream().map(Key::of).toList();
    }

    /** Seals a value. Only {@link #open} with the same context opens it. */
    public String seal(byte[] context, byte[] content) {
        Key key = keys.get(0);
        byte[] iv = new byte[IV_BYTES];
        RANDOM.nextBytes(iv);
        try {
            byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, key, iv, context).doFinal(content);
            byte[] sealed = ByteBuffer.allocate(content.length + OVERHEAD_BYTES)
                    .put(FORMAT)
                    .putInt(key.number())
                    .put(iv)
                    .put(encrypted)
                    .array();
            return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw unavailable(e);
        }
    }

    /** Returns the content of a sealed value. Returns empty if no key of this ring sealed it for this context. */
    public Optional<byte[]> open(byte[] context, String text) {
        byte[] sealed;
        try {
            sealed = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        // one value has only one text, although Base64 may end with bits without a meaning
        if (sealed.length < OVERHEAD_BYTES
                || sealed[0] != FORMAT
                || !Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(sealed)
                        .equals(text)) {
            return Optional.empty();
        }
        ByteBuffer parts = ByteBuffer.wrap(sealed, 1, sealed.length - 1);
        int number = parts.getInt();
        byte[] iv = new byte[IV_BYTES];
        byte[] encrypted = new byte[parts.remaining() - IV_BYTES];
        parts.get(iv).get(encrypted);
        return keys.stream()
                .filter(key -> key.number() == number)
                .flatMap(key -> open(key, iv, context, encrypted).stream())
                .findFirst();
    }

    private static Optional<byte[]> open(Key key, byte[] iv, byte[] context, byte[] encrypted) {
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, key, iv, context).doFinal(encrypted));
        } catch (GeneralSecurityException e) {
            // sealed for another context, or forged
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, Key key, byte[] iv, byte[] context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key.secret(), new GCMParameterSpec(TAG_BITS, iv));
        cipher.updateAAD(context);
        return cipher;
    }

    private static IllegalStateException unavailable(GeneralSecurityException e) {
        return new IllegalStateException("AES-GCM is not available; expected a Java runtime that has it", e);
    }
}
