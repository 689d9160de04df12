package dev.lmcp.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class FolderLockTest {

    @TempDir
    private Path folder;

    /** A process that has a shared lock until its input ends. */
    static final class Holder {

        private Holder() {}

        public static void main(String[] args) throws IOException {
            Optional<FolderLock> lock = FolderLock.shared(Path.of(args[0]));
            System.out.write(lock.isPresent() ? 'y' : 'n');
            System.out.flush();
            int unused = System.in.read();
            lock.orElseThrow().close();
        }
    }

    @BeforeEach
    void prepare() throws IOException {
        FolderLock.prepare(folder);
    }

    private Process holder() throws IOException {
        Process process = new ProcessBuilder(
                        JavaCommand.path().toString(),
                        "-cp",
                        System.getProperty("java.class.path")
                                + System.getProperty("path.separator")
                                + System.getProperty("jdk.module.path", ""),
                        Holder.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.getInputStream().read()).isEqualTo('y');
        return process;
    }

    private boolean isFree() throws IOException {
        Optional<FolderLock> lock = FolderLock.exclusive(folder);
        if (lock.isPresent()) {
            lock.get().close();
        }
        return lock.isPresent();
    }

    @Test
    void isSharedByServersAndEndsWithTheirProcesses() throws Exception {
        Process one = holder();
        Process other = holder();
        assertThat(isFree()).isFalse();

        one.getOutputStream().close();
        assertThat(one.waitFor()).isZero();
        assertThat(isFree()).isFalse();

        other.destroyForcibly();
        other.waitFor();
        assertThat(isFree()).isTrue();
    }

    @Test
    void isExclusiveWithinAProcessToo() throws IOException {
        FolderLock server = FolderLock.shared(folder).orElseThrow();
        assertThat(isFree()).isFalse();
        server.close();
        assertThat(isFree()).isTrue();
    }

    @Test
    void isNotThereInAFolderWithoutTheFile() throws IOException {
        Files.delete(folder.resolve(FolderLock.FILE));

        assertThat(FolderLock.shared(folder)).isEmpty();
    }
}
