package dev.lmcp.auth.bearer;

import dev.lmcp.spi.Secret;
import java.util.List;
import java.util.Optional;

/**
 * A configuration file of the first lmcp, with the default token in a line {@code .godparticle = TOKEN}.
 *
 * @param file the file
 */
record ConfFile(SecretFile file) implements Source {

    private static final String NAME = ".godparticle";

    @Override
    public List<Entry> read(Problems problems) {
        Optional<String> text = file.text(problems);
        if (text.isEmpty()) {
            return List.of();
        }
        Optional<Entry> entry = text.get()
                .lines()
                .map(line -> line.split("=", 2))
                .filter(parts -> parts.length == 2 && parts[0].strip().equals(NAME))
                .map(parts -> parts[1].strip())
                .filter(token -> !token.isEmpty())
                .reduce((first, last) -> last)
                .map(token -> Entry.plain(file.key(), Secret.of(token)));
        if (entry.isEmpty()) {
            problems.note(
                    file.key(), "file '" + file.path() + "' holds no token; expected a line '" + NAME + " = TOKEN'");
        }
        return entry.stream().toList();
    }
}
