/**
 * Support for the tests of plugins: the contract of auth plugins, {@link dev.lmcp.testkit.plugin.AuthContract}, and test
 * doubles for the objects that a server passes to a plugin.
 *
 * <p>It may use JUnit, AssertJ and the exported packages of the core. It never knows a particular plugin. The test doubles
 * implement interfaces that only lmcp implements, and they grow with these interfaces.
 */
package dev.lmcp.testkit.plugin;
