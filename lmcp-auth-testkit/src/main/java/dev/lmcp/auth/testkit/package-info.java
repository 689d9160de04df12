/**
 * What tests of plugins share: {@link dev.lmcp.auth.testkit.AuthContract}, and stand-ins for what a server gives a
 * plugin.
 */
package dev.lmcp.auth.testkit;
