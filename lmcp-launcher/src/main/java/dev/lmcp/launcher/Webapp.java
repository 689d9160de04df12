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

/** Settings for an application that is the only one, and ends with the process. */
final class Webapp {

    private Webapp() {}

    static void tune(Context context) {
        StandardJarScanner scanner = new StandardJarScanner();
        // The launcher's own jars hold nothing that an application would want scanned.
        scanner.setScanClassPath(false);
        scanner.setScanManifest(false);
        context.setJarScanner(scanner);
        context.setCookies(false);
        context.setManager(lateSessions());
        context.addLifecycleListener(Webapp::leavePagesOut);
        if (context instanceof StandardContext standard) {
            // What would leak ends with the process; looking for it takes time and warns about the JDK.
            standard.setClearReferencesRmiTargets(false);
            standard.setClearReferencesThreadLocals(false);
        }
    }

    /** Prepares random numbers for session ids when the first is asked for: that takes time and may log a warning. */
    private static StandardManager lateSessions() {
        StandardManager manager = new StandardManager();
        manager.setSessionIdGenerator(new StandardSessionIdGenerator() {
            @Override
            protected void startInternal() throws LifecycleException {
                setState(LifecycleState.STARTING);
            }
        });
        return manager;
    }

    /** Tomcat declares its servlet for JSP in every application, and this Tomcat has none. */
    private static void leavePagesOut(LifecycleEvent event) {
        if (event.getType().equals(Lifecycle.BEFORE_START_EVENT)
                && event.getLifecycle() instanceof Context context
                && context.findChild("jsp") != null) {
            context.removeServletMapping("*.jsp");
            context.removeServletMapping("*.jspx");
            context.removeChild(context.findChild("jsp"));
        }
    }
}
