package dev.lmcp.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** Says the status in one line of text where Tomcat would send a page that names itself; Tomcat makes it by name. */
@SuppressWarnings("exports") // public for Tomcat alone
public final class PlainErrors extends ErrorReportValve {

    /** Creates the valve. */
    public PlainErrors() {}

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        byte[] text = ("HTTP status " + status + "\n").getBytes(StandardCharsets.US_ASCII);
        try {
            response.setContentType("text/plain");
            response.setContentLength(text.length);
            response.getOutputStream().write(text);
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            // Nobody is there to read it, or something else is being said.
        }
    }
}
