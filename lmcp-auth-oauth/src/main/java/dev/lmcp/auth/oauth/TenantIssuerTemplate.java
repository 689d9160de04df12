package dev.lmcp.auth.oauth;

import java.util.Set;

/**
 * The template for an issuer with several tenants, such as Microsoft Entra ID.
 *
 * @param template the issuer's URL with {@code {tenantid}} in place of the {@code tid} claim
 * @param tenants the accepted tenants; {@code *} accepts all tenants
 */
record TenantIssuerTemplate(String template, Set<String> tenants) {

    static final String PLACEHOLDER = "{tenantid}";
    static final String EVERY_TENANT = "*";

    TenantIssuerTemplate {
        tenants = Set.copyOf(tenants);
    }

    boolean accepts(String issuer, Claims claims) {
        return claims.string("tid")
                .filter(tenant -> tenants.contains(tenant) || tenants.contains(EVERY_TENANT))
                .filter(tenant -> template.replace(PLACEHOLDER, tenant).equals(issuer))
                .isPresent();
    }
}
