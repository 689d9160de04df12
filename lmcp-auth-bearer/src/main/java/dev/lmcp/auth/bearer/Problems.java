package dev.lmcp.auth.bearer;

/** Takes what is wrong with tokens: at start each stops it, later each keeps the tokens that were there. */
interface Problems {

    /**
     * Notes a problem.
     *
     * @param key the key that it is about, without the plugin's prefix
     * @param text what was found, expected, and what to do; never the token
     */
    void note(String key, String text);

    /** Notes what an operator should know although it works. */
    void warn(String text);
}
