package dev.lmcp.auth.bearer;

import dev.lmcp.spi.Secret;
import java.util.List;
import java.util.Optional;

/**
 * A file that holds the default token and nothing else ({@code --auth-file}).
 *
 * @param file the file
 */
record TokenFile(SecretFile file) implements Source {

    @Override
    public List<Entry> read(Problems problems) {
        Optional<String> text = file.text(problems);
        if (text.isEmpty()) {
            return List.of();
        }
        List<String> lines = text.get()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (lines.size() != 1) {
            problems.note(
                    file.key(),
                    "file '" + file.path() + "' holds " + (lines.isEmpty() ? "no token" : lines.size() + " lines")
                            + "; expected one line with the token");
            return List.of();
        }
        return List.of(Entry.plain(file.key(), Secret.of(lines.get(0))));
    }
}
