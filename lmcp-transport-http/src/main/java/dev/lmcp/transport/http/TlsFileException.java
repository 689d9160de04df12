package dev.lmcp.transport.http;

/** A file of a server's TLS that cannot be used. The message is for the operator. */
final class TlsFileException extends Exception {

    private static final long serialVersionUID = 1L;

    private final TlsSetting setting;

    /**
     * Creates an exception.
     *
     * @param setting the setting of the file that is at fault
     */
    TlsFileException(TlsSetting setting, String message) {
        super(message);
        this.setting = setting;
    }

    TlsSetting setting() {
        return setting;
    }
}
