package dev.lmcp.server;

import dev.lmcp.spi.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** The key that seals the state which clients carry: from a file that several nodes share, or new at each start. */
final class StateKey {

    private static final String SETTING = "state-key-file";
    private static final int BYTES = 32;

    private StateKey() {}

    /** Reads {@code state-key-file} from the slice with the prefix {@code lmcp.}. */
    static byte[] read(Settings settings) {
        return settings.file(SETTING).map(file -> read(file, settings)).orElseGet(StateKey::random);
    }

    private static byte[] read(Path file, Settings settings) {
        try {
            String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
            byte[] key = Base64.getDecoder().decode(text);
            if (key.length == BYTES) {
                return key;
            }
        } catch (IOException | IllegalArgumentException e) {
            // said below; the cause might quote the key
        }
        settings.problem(
                SETTING,
                "file '" + file + "' holds no key; expected " + BYTES + " bytes in Base64, as 'openssl rand -base64 "
                        + BYTES + "' writes them");
        return random();
    }

    private static byte[] random() {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }
}
