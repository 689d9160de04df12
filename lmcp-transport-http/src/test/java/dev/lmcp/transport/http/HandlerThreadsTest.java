package dev.lmcp.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The threads on which handlers run. */
final class HandlerThreadsTest {

    private static Stream<HandlerThreads.Kind> kinds() {
        return Stream.of(HandlerThreads.Kind.values())
                .filter(kind -> kind != HandlerThreads.Kind.VIRTUAL || VirtualThreads.areSupported());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void haveTheClassLoaderOfTheTransportWhateverTheThreadThatStartsThemHas(HandlerThreads.Kind kind) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        CompletableFuture<ClassLoader> found = new CompletableFuture<>();
        try (HandlerThreads threads = HandlerThreads.of(kind)) {
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

    @ParameterizedTest
    @MethodSource("kinds")
    void haveNamesAndAreInterruptedByAClose(HandlerThreads.Kind kind) {
        CompletableFuture<String> name = new CompletableFuture<>();
        CompletableFuture<Boolean> isInterrupted = new CompletableFuture<>();
        HandlerThreads threads = HandlerThreads.of(kind);
        threads.execute(() -> {
            name.complete(Thread.currentThread().getName());
            while (!Thread.currentThread().isInterrupted()) {
                LockSupport.park();
            }
            isInterrupted.complete(true);
        });
        assertThat(name.join()).startsWith("lmcp-http-");
        threads.close();
        assertThat(isInterrupted).isCompletedWithValue(true);
        assertThatThrownBy(() -> threads.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void arePlatformThreadsWhileAVirtualOneMayHoldAnother() {
        assertThat(HandlerThreads.Kind.suitable())
                .isEqualTo(
                        Runtime.version().feature() < 24 ? HandlerThreads.Kind.PLATFORM : HandlerThreads.Kind.VIRTUAL);
    }
}
