package dev.lmcp.auth.bearer;

/** Takes the problems of tokens. At the start, a problem stops the start. Later, it keeps the previous tokens valid. */
interface Problems {

    /**
     * Reports a problem.
     *
     * @param key the key of the setting, without the plugin's prefix
     * @param text what was found, what was expected and what to do; never the token
     */
    void report(String key, String text);

    /** Reports a warning, which does not stop the start. */
    void warn(String text);
}
