/**
 * Support for the tests of tools, resources and prompts: a complete server, clients of both eras, typed results.
 *
 * <p>It is one dependency in the scope {@code test}. A whole test:
 *
 * <pre>{@code
 * class GreetTest {
 *
 *     @RegisterExtension
 *     static final TestServer SERVER = TestServer.of(new HelloTools());
 *
 *     @McpTest // once per era
 *     void greets(TestClient client) {
 *         assertThat(client.call("greet", Map.of("name", "Ada")).text()).isEqualTo("Hello, Ada!");
 *     }
 *
 *     @Test
 *     void keepsItsSchema(TestClient client) {
 *         GoldenFile.at("src/test/resources/tools.json").check(client.tools());
 *     }
 * }
 * }</pre>
 *
 * <p>It may use JUnit, the JDK's HTTP client and server, and the exported packages of the core. It never knows a particular
 * tool. Its clients are written by the specification alone, so that they find what the server gets wrong.
 */
@NullMarked
package dev.lmcp.testkit;

import org.jspecify.annotations.NullMarked;
