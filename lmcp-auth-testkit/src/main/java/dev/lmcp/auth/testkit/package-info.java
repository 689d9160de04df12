/**
 * For tests of plugins: the contract of auth plugins, {@link dev.lmcp.auth.testkit.AuthContract}, and stand-ins for what a
 * server gives a plugin. The stand-ins implement the interfaces that only lmcp implements, and grow with them.
 */
package dev.lmcp.auth.testkit;
