package dev.lmcp.transport.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Servlet;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class DepartureTest {

    @Test
    void seesAThreadThatHasTheLoaderUntilItHasReturnedIt() throws Exception {
        CountDownLatch hasLoader = new CountDownLatch(1);
        CountDownLatch mayLeave = new CountDownLatch(1);
        CountDownLatch hasLeft = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        try (URLClassLoader loader = new URLClassLoader(new URL[0])) {
            Thread other = new Thread(() -> {
                ClassLoader before = Thread.currentThread().getContextClassLoader();
                Thread.currentThread().setContextClassLoader(loader);
                hasLoader.countDown();
                await(mayLeave);
                Thread.currentThread().setContextClassLoader(before);
                hasLeft.countDown();
                await(mayEnd);
            });
            assertThat(Departure.hasOtherThread(loader)).isFalse();
            other.start();
            hasLoader.await();
            assertThat(Departure.hasOtherThread(loader)).isTrue();
            mayLeave.countDown();
            hasLeft.await();
            assertThat(Departure.hasOtherThread(loader)).isFalse();
            mayEnd.countDown();
            other.join();
        }
    }

    @Test
    void doesNotSeeTheThreadThatStopsTheApplication() throws IOException {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(new URL[0])) {
            Thread.currentThread().setContextClassLoader(loader);

            assertThat(Departure.hasOtherThread(loader)).isFalse();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void doesNotWaitForTheThreadsOfAContainerThatSharesTheLoader() {
        assertThat(Departure.hasOtherThread(Servlet.class.getClassLoader())).isFalse();
        assertThat(Departure.hasOtherThread(null)).isFalse();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
