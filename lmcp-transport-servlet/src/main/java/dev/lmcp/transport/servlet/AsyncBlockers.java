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

/** Names what stands in the way of asynchronous requests. */
final class AsyncBlockers {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.http");

    private AsyncBlockers() {}

    /** Tells the operator, in the log. */
    static void tell(ServletConfig servlet) {
        LOG.log(Level.WARNING, () -> describe(servlet.getServletContext(), servlet.getServletName()));
    }

    /** The Servlet API does not tell which filter it is, so those that may be it are named. */
    static String describe(ServletContext context, String servlet) {
        List<String> filters = context.getFilterRegistrations().values().stream()
                .filter(filter -> standsBefore(filter, servlet, patterns(context, servlet)))
                .map(filter -> "filter '" + filter.getName() + "' (" + filter.getClassName() + ")")
                .sorted()
                .toList();
        return "LMCP-301 requests reach servlet '" + servlet
                + "' without asynchronous support; long streams are refused"
                + " and slow senders hold threads. Declare <async-supported>true</async-supported> for "
                + (filters.isEmpty() ? "the servlet" : String.join(", or ", filters) + ", or for the servlet itself");
    }

    private static Collection<String> patterns(ServletContext context, String servlet) {
        Map<String, ? extends ServletRegistration> servlets = context.getServletRegistrations();
        ServletRegistration registration = servlets.get(servlet);
        return registration == null ? Set.of() : registration.getMappings();
    }

    private static boolean standsBefore(FilterRegistration filter, String servlet, Collection<String> patterns) {
        return filter.getServletNameMappings().contains(servlet)
                || filter.getUrlPatternMappings().stream()
                        .anyMatch(mapping -> patterns.stream().anyMatch(pattern -> overlap(mapping, pattern)));
    }

    /** Whether a path may match both; errs to the side of naming a filter too many. */
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
