package dev.lmcp.launcher;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Closes the connection of a response that failed after it had begun.
 *
 * <p>Without this valve, Tomcat first sends the buffered part of the response. If the client has stopped reading, that
 * keeps a thread for 20 s.
 */
final class CutOffs extends ValveBase {

    CutOffs() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        if (response.isCommitted() && response.isError()) {
            response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
        }
    }
}
