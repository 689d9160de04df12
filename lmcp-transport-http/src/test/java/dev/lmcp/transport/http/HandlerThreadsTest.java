package dev.lmcp.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The threads on which handlers run. */
final class HandlerThreadsTest {

    @Test
    void haveTheClassLoaderOfTheTransportWhateverTheThreadThatStartsThemHas() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        CompletableFuture<ClassLoader> found = new CompletableFuture<>();
        try (HandlerThreads threads = new HandlerThreads()) {
            thread.setContextClassLoader(new ClassLoader(before) {});
            threads.execute(() -> found.complete(Thread.currentThread().getContextClassLoader()));
            assertThat(found.join()).isSameAs(HandlerThreads.class.getClassLoader());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void ofTheEventLoopsHaveItToo() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            thread.setContextClassLoader(new ClassLoader(before) {});
            assertThat(new LoopThreads().newThread(() -> {}).getContextClassLoader())
                    .isSameAs(LoopThreads.class.getClassLoader());
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
