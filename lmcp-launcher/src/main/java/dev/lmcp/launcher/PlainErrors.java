package dev.lmcp.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** Sends the status of an error as one line of text, instead of Tomcat's error page, which names Tomcat. */
@SuppressWarnings("exports") // public because Tomcat creates it by its class name
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
            // The client is gone, or another response has begun.
        }
    }
}
