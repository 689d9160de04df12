package dev.lmcp.server.modern;

/** The error codes of the modern era. */
final class ModernErrors {

    static final int HEADER_MISMATCH = -32020;
    static final int CAPABILITY_MISSING = -32021;
    static final int UNSUPPORTED_VERSION = -32022;

    private ModernErrors() {}
}
