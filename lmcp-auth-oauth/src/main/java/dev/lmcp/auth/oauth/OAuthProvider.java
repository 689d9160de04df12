package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.http.IssuerHttpClient;
import dev.lmcp.auth.oauth.http.OutboundPolicy;
import dev.lmcp.spi.AuthDecision;
import dev.lmcp.spi.AuthProvider;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.spi.Services;
import dev.lmcp.spi.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;

/**
 * Authentication by OAuth 2.1 access tokens: {@code lmcp.auth=oauth}.
 *
 * <p>lmcp is a resource server. It verifies tokens and points clients to the authorization servers that issue them; it
 * issues none itself.
 */
public final class OAuthProvider implements AuthProvider {

    private static final Duration CALL_TIME = Duration.ofSeconds(5);

    /** Creates the provider; nothing happens before {@link #create}. */
    public OAuthProvider() {
        // ServiceLoader needs a public constructor, and a public constructor needs a comment.
    }

    @Override
    public String name() {
        return "oauth";
    }

    @Override
    public Authenticator create(Settings settings, Services services) {
        Map<String, Settings> slices = slices(settings);
        OutboundPolicy outboundPolicy = OutboundPolicySettings.read(settings, slices.values(), services);
        CommonSettings common = CommonSettings.read(settings);
        AuthServerMetadataSettings documents = AuthServerMetadataSettings.read(settings);
        List<IssuerSettings> issuers = slices.entrySet().stream()
                .flatMap(
                        slice -> IssuerSettings.read(slice.getKey(), slice.getValue(), common, outboundPolicy).stream())
                .toList();
        refuseTwoOpaque(settings, issuers);
        if (!common.hasResource() || issuers.isEmpty()) {
            return notConfigured();
        }
        IssuerHttpClient http =
                new IssuerHttpClient(outboundPolicy, (SSLSocketFactory) SSLSocketFactory.getDefault(), CALL_TIME);
        return new OAuthWiring(common, documents, issuers, http, services).authenticator();
    }

    /** One issuer's settings stand directly under the plugin's prefix, those of several under a name each. */
    private static Map<String, Settings> slices(Settings settings) {
        Map<String, Settings> groups = settings.groupsUnder("issuers");
        if (groups.isEmpty()) {
            return Map.of("default", settings);
        }
        if (settings.text("issuer").isPresent()) {
            settings.problem(
                    "issuer",
                    "is set beside 'issuers." + groups.keySet().iterator().next()
                            + "…'; expected one issuer directly or several by name, not both");
        }
        return groups;
    }

    /** An opaque token does not say whose it is, and it is nobody else's business. */
    private static void refuseTwoOpaque(Settings settings, List<IssuerSettings> issuers) {
        List<String> opaque = issuers.stream()
                .filter(issuer -> issuer.format().mayBeOpaque())
                .map(IssuerSettings::name)
                .toList();
        if (opaque.size() > 1) {
            settings.problem(
                    "issuers",
                    "has " + opaque.size() + " issuers of opaque tokens, " + opaque
                            + "; expected at most one, since such a token does not tell whom to ask about it");
        }
    }

    /** Stands in while the server tells what is wrong with the settings; it does not start. */
    private static Authenticator notConfigured() {
        return request -> AuthDecision.unavailable(Duration.ofSeconds(5), "not configured");
    }
}
