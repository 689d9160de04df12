package dev.lmcp.server.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.Statistics;
import java.lang.management.ManagementFactory;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JmxRegistrationTest {

    private static final MBeanServer BEANS = ManagementFactory.getPlatformMBeanServer();

    private static Statistics statistics() {
        throw new IllegalStateException("nobody reads them");
    }

    private static ObjectName bean(String name) throws Exception {
        return new ObjectName("dev.lmcp:type=Server,name=\"" + name + "\"");
    }

    @Test
    void isDoneAtOnceInAJvmThatHasBeans() throws Exception {
        try (JmxRegistration registration = JmxRegistration.begin("at once", "", JmxRegistrationTest::statistics)) {
            assertThat(registration).isNotNull();
            assertThat(BEANS.isRegistered(bean("at once"))).isTrue();
        }
        assertThat(BEANS.isRegistered(bean("at once"))).isFalse();
    }

    @Test
    void isDoneSoonByAThread() throws Exception {
        try (JmxRegistration registration =
                JmxRegistration.beginOnThread("soon", "", JmxRegistrationTest::statistics)) {
            assertThat(registration).isNotNull();
            while (!BEANS.isRegistered(bean("soon"))) {
                Thread.sleep(5);
            }
        }
        assertThat(BEANS.isRegistered(bean("soon"))).isFalse();
    }

    /** A server may stop as soon as it has started. */
    @Test
    void leavesNothingIfItEndsWhileTheThreadRegisters() throws Exception {
        for (int time = 0; time < 50; time++) {
            JmxRegistration.beginOnThread("short", "", JmxRegistrationTest::statistics)
                    .close();
            assertThat(BEANS.queryNames(new ObjectName("dev.lmcp:type=Server,name=\"short\",*"), null))
                    .isEmpty();
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("lmcp-jmx"));
    }

    @Test
    void keepsTheInterruptOfTheThreadThatStopsTheServer() throws Exception {
        Thread.currentThread().interrupt();
        JmxRegistration.beginOnThread("interrupted", "", JmxRegistrationTest::statistics)
                .close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(BEANS.isRegistered(bean("interrupted"))).isFalse();
    }
}
