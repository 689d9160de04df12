package dev.lmcp.testkit.plugin;

import dev.lmcp.spi.Peer;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The sender of a request, with the facts that a test sets. Immutable. */
public final class TestPeer implements Peer {

    private final Optional<String> address;
    private final List<X509Certificate> certificates;
    private final Optional<Principal> user;
    private final Set<String> roles;

    private TestPeer(
            Optional<String> address, List<X509Certificate> certificates, Optional<Principal> user, Set<String> roles) {
        this.address = address;
        this.certificates = certificates;
        this.user = user;
        this.roles = roles;
    }

    /** Returns a peer without any facts. */
    public static TestPeer unknown() {
        return new TestPeer(Optional.empty(), List.of(), Optional.empty(), Set.of());
    }

    /** Returns this peer with an IP address. */
    public TestPeer withAddress(String text) {
        return new TestPeer(Optional.of(text), certificates, user, roles);
    }

    /** Returns this peer with a certificate chain, its own certificate first. */
    public TestPeer withCertificates(X509Certificate... chain) {
        return new TestPeer(address, List.of(chain), user, roles);
    }

    /** Returns this peer with a user that the container has logged in, and the roles of that user. */
    public TestPeer withUser(String name, String... userRoles) {
        return new TestPeer(address, certificates, Optional.of(() -> name), Set.of(userRoles));
    }

    @Override
    public Optional<String> address() {
        return address;
    }

    @Override
    public List<X509Certificate> certificates() {
        return certificates;
    }

    @Override
    public Optional<Principal> userPrincipal() {
        return user;
    }

    @Override
    public boolean isUserInRole(String role) {
        return roles.contains(role);
    }
}
