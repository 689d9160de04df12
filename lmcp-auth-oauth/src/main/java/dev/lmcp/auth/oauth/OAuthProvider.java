package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.http.IssuerHttpClient;
import dev.lmcp.auth.oauth.http.OutboundPolicy;
import dev.lmcp.auth.oauth.http.OutboundPolicySettings;
import dev.lmcp.auth.oauth.http.OutboundProxy;
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
 * <p>lmcp is a resource server. It verifies tokens, and it names the authorization servers that issue them. It issues
 * no tokens.
 */
public final class OAuthProvider implements AuthProvider {

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);

    /** Creates the provider, without any effect before {@link #create}. */
    public OAuthProvider() {
        // ServiceLoader needs a public constructor, and doclint needs a comment on it.
    }

    @Override
    public String name() {
        return "oauth";
    }

    @Override
    public Authenticator create(Settings settings, Services services) {
        Map<String, Settings> slices = slices(settings);
        OutboundPolicy listed = OutboundPolicySettings.read(settings, services);
        OutboundProxy proxy = OutboundPolicySettings.proxy(settings, services);
        CommonSettings common = CommonSettings.read(settings);
        AuthServerMetadataSettings documents = AuthServerMetadataSettings.read(settings);
        List<IssuerSettings> issuers = slices.entrySet().stream()
                .flatMap(slice -> IssuerSettings.read(slice.getKey(), slice.getValue(), common, listed).stream())
                .toList();
        refuseTwoOpaque(settings, issuers);
        if (!common.hasResource() || issuers.isEmpty()) {
            return notConfigured();
        }
        IssuerHttpClient http =
                new IssuerHttpClient(listed, proxy, (SSLSocketFactory) SSLSocketFactory.getDefault(), CALL_TIMEOUT);
        return new OAuthWiring(common, documents, issuers, http, services).authenticator();
    }

    /** The settings of a single issuer are below the plugin's prefix. Several issuers have a name each. */
    private static Map<String, Settings> slices(Settings settings) {
        Map<String, Settings> groups = settings.groupsUnder("issuers");
        if (groups.isEmpty()) {
            return Map.of("default", settings);
        }
        if (settings.text("issuer").isPresent()) {
            settings.problem(
                    "issuer",
                    "is set, and so is 'issuers." + groups.keySet().iterator().next()
                            + "…'; expected either one issuer or several with names");
        }
        return groups;
    }

    /** An opaque token does not name its issuer, and other issuers must not see it. */
    private static void refuseTwoOpaque(Settings settings, List<IssuerSettings> issuers) {
        List<String> opaque = issuers.stream()
                .filter(issuer -> issuer.format().mayBeOpaque())
                .map(IssuerSettings::name)
                .toList();
        if (opaque.size() > 1) {
            settings.problem(
                    "issuers",
                    "has " + opaque.size() + " issuers with opaque tokens, " + opaque
                            + "; expected at most one, because an opaque token does not name its issuer");
        }
    }

    /** Replaces the authenticator if the settings have problems. The server does not start then. */
    private static Authenticator notConfigured() {
        return request -> AuthDecision.unavailable(Duration.ofSeconds(5), "not configured");
    }
}
