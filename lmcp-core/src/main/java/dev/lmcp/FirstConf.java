package dev.lmcp;

import java.util.Optional;

/** The configuration file of the first lmcp, of which the token's line counts: {@code .godparticle = TOKEN}. */
final class FirstConf {

    static final String TOKEN = ".godparticle";

    private FirstConf() {}

    /** Returns the token of the last such line; it may end in {@code =}, so a line splits at the first one. */
    static Optional<String> token(String text) {
        return text.lines()
                .map(line -> line.split("=", 2))
                .filter(parts -> parts.length == 2 && parts[0].trim().equals(TOKEN))
                .map(parts -> parts[1].trim())
                .filter(token -> !token.isEmpty())
                .reduce((first, last) -> last);
    }
}
