package dev.lmcp.spi;

import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * What a transport knows of the sender of a request besides the request itself: address, certificate, and the login that
 * a container has already checked.
 *
 * <p>Implemented by transports. Each method returns "not known" unless a transport overrides it, so that a transport
 * without sockets, TLS or logins overrides nothing. A peer is valid as long as its exchange, and is used by one thread at a
 * time.
 */
public interface Peer {

    /** Returns the peer of which nothing is known. */
    static Peer unknown() {
        return new Peer() {};
    }

    /**
     * Returns the IP address that the request came from as text, as in {@code 192.0.2.7} or {@code 2001:db8::7}.
     *
     * <p>Behind a proxy this is the address of the proxy, unless the container has been told to trust the proxy's
     * {@code X-Forwarded-For} or {@code Forwarded} field.
     */
    default Optional<String> address() {
        return Optional.empty();
    }

    /**
     * Returns the certificate chain that the sender presented in the TLS handshake (mutual TLS, RFC 8446 §4.4.2): the
     * sender's own certificate first, then those that certify it. An empty list if it presented none, or if a proxy ended
     * the TLS connection.
     *
     * <p>The container has verified the chain against its own trust store. Which of the certified senders may come in is
     * for the caller of this method to decide.
     */
    default List<X509Certificate> certificates() {
        return List.of();
    }

    /** Returns the user that the container has logged in, by its own realm or filter. */
    default Optional<Principal> userPrincipal() {
        return Optional.empty();
    }

    /**
     * Returns whether the container says that {@link #userPrincipal} has this role.
     *
     * @param role the name of a role, as the container's realm has it
     */
    default boolean isUserInRole(String role) {
        return false;
    }
}
