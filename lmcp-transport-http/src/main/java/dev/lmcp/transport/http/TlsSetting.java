package dev.lmcp.transport.http;

/** The settings of a server's TLS. Each names a file. */
enum TlsSetting {
    CERTIFICATE("tls-cert", "certificate"),
    KEY("tls-key", "key"),
    CLIENT_AUTHORITIES("tls-client-ca", "list of authorities");

    private final String key;
    private final String content;

    TlsSetting(String key, String content) {
        this.key = key;
        this.content = content;
    }

    /** Returns the key, without its prefix. */
    String key() {
        return key;
    }

    /** Returns the word for what the file has. */
    String content() {
        return content;
    }
}
