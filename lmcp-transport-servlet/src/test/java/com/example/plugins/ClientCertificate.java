package com.example.plugins;

import dev.lmcp.Principal;
import dev.lmcp.Scopes;
import dev.lmcp.spi.AuthDecision;
import dev.lmcp.spi.AuthProvider;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.spi.Challenge;
import dev.lmcp.spi.Services;
import dev.lmcp.spi.Settings;
import java.security.cert.X509Certificate;

public final class ClientCertificate implements AuthProvider {

    @Override
    public String name() {
        return "client-certificate";
    }

    @Override
    public Authenticator create(Settings settings, Services services) {
        Scopes scopes = Scopes.of(settings.list("scopes"));
        return Authenticator.of(
                Challenge.of("ClientCertificate"),
                request -> request.peer().certificates().stream()
                        .findFirst()
                        .map(certificate ->
                                AuthDecision.accept(principal(certificate).withScopes(scopes)))
                        .orElseGet(AuthDecision::abstain));
    }

    private static Principal principal(X509Certificate certificate) {
        return Principal.of(
                        certificate.getIssuerX500Principal().getName(),
                        certificate.getSubjectX500Principal().getName())
                .withExpiry(certificate.getNotAfter().toInstant());
    }
}
