package dev.lmcp.server.start;

import dev.lmcp.spi.Settings;
import dev.lmcp.text.TextFile;
import dev.lmcp.text.UnreadableFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** The key that seals the request state: from a file that several nodes share, or random at each start. */
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
            byte[] key = Base64.getDecoder().decode(TextFile.read(file).strip());
            if (key.length == BYTES) {
                return key;
            }
        } catch (UnreadableFileException e) {
            settings.problem(SETTING, "file '" + file + "' " + e.getMessage());
            return random();
        } catch (IllegalArgumentException e) {
            // reported below, without the exception: its message could contain a part of the key
        }
        settings.problem(
                SETTING,
                "file '" + file + "' contains no key; expected " + BYTES
                        + " bytes in Base64, as the output of 'openssl rand -base64 " + BYTES + "'");
        return random();
    }

    private static byte[] random() {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }
}
