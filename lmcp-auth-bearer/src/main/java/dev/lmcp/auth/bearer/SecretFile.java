package dev.lmcp.auth.bearer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/**
 * A file with something secret in it.
 *
 * @param key the key that names it
 * @param path where it is
 */
record SecretFile(String key, Path path) {

    private static final int MAX_BYTES = 1024 * 1024;

    private static final Set<PosixFilePermission> OWNERS =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    Optional<String> text(Problems problems) {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                problems.note(key, "file '" + path + "' is larger than 1 MiB; expected a file of tokens");
                return Optional.empty();
            }
            warnWhereOthersMayRead(problems);
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            problems.note(key, "file '" + path + "' is not UTF-8; expected text");
        } catch (IOException e) {
            problems.note(key, "file '" + path + "' cannot be read; expected a file that this process may read");
        }
        return Optional.empty();
    }

    private void warnWhereOthersMayRead(Problems problems) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view != null && !OWNERS.containsAll(view.readAttributes().permissions())) {
            problems.warn("bearer: file '" + path + "' is open to others than its owner; expected mode 0600");
        }
    }
}
