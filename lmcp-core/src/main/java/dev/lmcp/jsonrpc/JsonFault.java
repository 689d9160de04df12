package dev.lmcp.jsonrpc;

import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/** Says what is wrong with unreadable JSON in words that are safe to send: the library's own text names its classes. */
final class JsonFault {

    private JsonFault() {}

    static String describe(JacksonException fault) {
        if (fault instanceof StreamConstraintsException) {
            return "the JSON is nested too deep, or a number or a name in it is too long";
        }
        if (fault instanceof UnexpectedEndOfInputException) {
            return "the JSON ends before it is complete";
        }
        if (fault.getLocation() == null) {
            return "no valid JSON";
        }
        return "no valid JSON at line " + fault.getLocation().getLineNr() + ", column "
                + fault.getLocation().getColumnNr();
    }
}
