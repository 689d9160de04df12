package dev.lmcp.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test method that runs once per era, with a {@link TestClient} of that era as a parameter.
 *
 * <p>The class needs a {@link TestServer}: {@code @RegisterExtension static final TestServer SERVER = TestServer.of(tool);}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@TestTemplate
@ExtendWith(McpTestExtension.class)
public @interface McpTest {

    /** Returns the eras to run in; both by default. */
    Era[] eras() default {Era.MODERN, Era.LEGACY};

    /** Returns the connections to run over, each with every era; within the process by default. */
    Connection[] over() default {Connection.MEMORY};
}
