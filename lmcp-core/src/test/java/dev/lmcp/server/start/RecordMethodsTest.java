package dev.lmcp.server.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

class RecordMethodsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int GONE = 40;
    private static final int STAYED = 41;

    /** An application with its own class loader and a record whose methods are linked. */
    private static final class Application extends ClassLoader {

        Application() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            String file = name.replace('.', '/') + ".class";
            try (InputStream in = RecordMethodsTest.class.getClassLoader().getResourceAsStream(file)) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    /** The last record that the application uses before it is undeployed. */
    public static final class Last implements Callable<String> {

        record Inner(String text) {}

        record Outer(Inner inner) {}

        @Override
        public String call() {
            Outer one = new Outer(new Inner("a"));
            return one.equals(new Outer(new Inner("b"))) + " " + one.hashCode() + one;
        }
    }

    /** Runs an application in a new process, so that nothing else links a record after it. */
    static final class Undeployment {

        private Undeployment() {}

        public static void main(String[] args) throws Exception {
            ReferenceQueue<ClassLoader> queue = new ReferenceQueue<>();
            Reference<ClassLoader> loader = run(queue);
            if (args.length > 0) {
                RecordMethods.release();
            }
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            Reference<?> gone = null;
            while (gone == null && System.nanoTime() < deadline) {
                System.gc();
                gone = queue.remove(50);
            }
            System.exit(gone == loader ? GONE : STAYED);
        }

        private static Reference<ClassLoader> run(ReferenceQueue<ClassLoader> queue) throws Exception {
            Application loader = new Application();
            Object last =
                    loader.loadClass(Last.class.getName()).getConstructor().newInstance();
            ((Callable<?>) last).call();
            return new PhantomReference<>(loader, queue);
        }
    }

    private static int undeploy(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:SoftRefLRUPolicyMSPerMB=0",
                "-cp",
                "target/classes" + File.pathSeparator + "target/test-classes",
                Undeployment.class.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    @Test
    void leavesNoClassLoaderInMemory() throws Exception {
        assertThat(undeploy("release")).isEqualTo(GONE);
    }

    /** The test of Java 17: later releases of the JDK keep the types softly. */
    @Test
    @EnabledForJreRange(max = JRE.JAVA_17)
    void oneWouldStayOtherwise() throws Exception {
        assertThat(undeploy()).isEqualTo(STAYED);
    }
}
