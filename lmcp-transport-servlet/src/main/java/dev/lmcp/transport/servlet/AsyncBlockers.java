package dev.lmcp.transport.servlet;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names the filters that may prevent asynchronous requests. */
final class AsyncBlockers {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.http");

    private AsyncBlockers() {}

    /** Logs a warning for the operator. */
    static void warn(ServletConfig servlet) {
        LOG.log(Level.WARNING, () -> describe(servlet.getServletContext(), servlet.getServletName()));
    }

    /** The Servlet API does not tell which filter is the cause, so the text names all filters before the servlet. */
    static String describe(ServletContext context, String servlet) {
        List<String> filters = context.getFilterRegistrations().values().stream()
                .filter(filter -> isBefore(filter, servlet, patterns(context, servlet)))
                .map(filter -> "filter '" + filter.getName() + "' (" + filter.getClassName() + ")")
                .sorted()
                .toList();
        return "LMCP-301 requests reach servlet '" + servlet
                + "' without asynchronous support, so long streams are refused"
                + " and slow senders hold threads; expected asynchronous support:"
                + " declare <async-supported>true</async-supported> for "
                + (filters.isEmpty() ? "the servlet" : String.join(", or ", filters) + ", or for the servlet itself");
    }

    private static Collection<String> patterns(ServletContext context, String servlet) {
        Map<String, ? extends ServletRegistration> servlets = context.getServletRegistrations();
        ServletRegistration registration = servlets.get(servlet);
        return registration == null ? Set.of() : registration.getMappings();
    }

    private static boolean isBefore(FilterRegistration filter, String servlet, Collection<String> patterns) {
        return filter.getServletNameMappings().contains(servlet)
                || filter.getUrlPatternMappings().stream()
                        .anyMatch(mapping -> patterns.stream().anyMatch(pattern -> overlap(mapping, pattern)));
    }

    /** Returns whether a path may match both patterns. In doubt it returns true, so that no filter is missing. */
    private static boolean overlap(String filter, String servlet) {
        if (filter.startsWith("*.") || servlet.startsWith("*.")) {
            return true;
        }
        String one = prefix(filter);
        String other = prefix(servlet);
        return one.startsWith(other) || other.startsWith(one);
    }

    private static String prefix(String pattern) {
        return pattern.endsWith("/*") ? pattern.substring(0, pattern.length() - 1) : pattern;
    }
}
