package dev.lmcp.launcher;

import org.apache.catalina.Context;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.session.StandardManager;
import org.apache.catalina.util.StandardSessionIdGenerator;
import org.apache.tomcat.util.scan.StandardJarScanner;

/** Settings for an application that is the only one in its Tomcat and ends with the process. */
final class Webapp {

    private Webapp() {}

    static void tune(Context context) {
        StandardJarScanner scanner = new StandardJarScanner();
        // The launcher's own jars have nothing that an application needs.
        scanner.setScanClassPath(false);
        scanner.setScanManifest(false);
        context.setJarScanner(scanner);
        context.setResources(new SortedLibraries(context));
        context.setCookies(false);
        context.setManager(lazySessions());
        context.addLifecycleListener(Webapp::removeJspServlet);
        if (context instanceof StandardContext standard) {
            // A leak ends with the process; the search for leaks takes time and logs warnings about the JDK.
            standard.setClearReferencesRmiTargets(false);
            standard.setClearReferencesThreadLocals(false);
        }
    }

    /** Returns a session manager that seeds its random numbers at the first session: that is slow and may log a warning. */
    private static StandardManager lazySessions() {
        StandardManager manager = new StandardManager();
        manager.setSessionIdGenerator(new StandardSessionIdGenerator() {
            @Override
            protected void startInternal() throws LifecycleException {
                setState(LifecycleState.STARTING);
            }
        });
        return manager;
    }

    /** Tomcat declares a JSP servlet in every application, but the embedded Tomcat does not have that servlet. */
    private static void removeJspServlet(LifecycleEvent event) {
        if (event.getType().equals(Lifecycle.BEFORE_START_EVENT)
                && event.getLifecycle() instanceof Context context
                && context.findChild("jsp") != null) {
            context.removeServletMapping("*.jsp");
            context.removeServletMapping("*.jspx");
            context.removeChild(context.findChild("jsp"));
        }
    }
}
