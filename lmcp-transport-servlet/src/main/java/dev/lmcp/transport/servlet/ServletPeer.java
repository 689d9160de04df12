package dev.lmcp.transport.servlet;

import dev.lmcp.spi.Peer;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * The sender of a servlet request, with the facts that the container has.
 *
 * @param request the request, which the container reuses after the exchange
 */
record ServletPeer(HttpServletRequest request) implements Peer {

    /** The request attribute with the client's certificates (Servlet 6.0 §3.10). */
    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    @Override
    public Optional<String> address() {
        return Optional.ofNullable(request.getRemoteAddr()).filter(address -> !address.isEmpty());
    }

    @Override
    public List<X509Certificate> certificates() {
        return request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain ? List.of(chain) : List.of();
    }

    @Override
    public Optional<Principal> userPrincipal() {
        return Optional.ofNullable(request.getUserPrincipal());
    }

    @Override
    public boolean isUserInRole(String role) {
        return request.isUserInRole(role);
    }
}
