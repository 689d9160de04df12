package dev.lmcp.auth.oauth;

import java.util.Set;

/**
 * The issuer of a server that names its tenant in it, as Microsoft's does: {@code {tenantid}} stands for the
 * {@code tid} claim.
 *
 * @param tenants whose tokens are accepted; with {@code *} among them, every tenant's
 */
record TenantTemplate(String template, Set<String> tenants) {

    static final String PLACEHOLDER = "{tenantid}";
    static final String EVERY_TENANT = "*";

    TenantTemplate {
        tenants = Set.copyOf(tenants);
    }

    boolean accepts(String issuer, Claims claims) {
        return claims.string("tid")
                .filter(tenant -> tenants.contains(tenant) || tenants.contains(EVERY_TENANT))
                .filter(tenant -> template.replace(PLACEHOLDER, tenant).equals(issuer))
                .isPresent();
    }
}
