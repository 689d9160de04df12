package dev.lmcp.server;

import java.util.Collection;
import java.util.Comparator;

/** Finds what somebody may have meant, by edit distance. */
final class NearestName {

    private NearestName() {}

    /** Returns {@code ; did you mean 'X'?}, or nothing where no name is near. */
    static String suggest(String found, Collection<String> known) {
        return known.stream()
                .filter(name -> distance(found, name) <= 1 + lastWord(found) / 4)
                .min(Comparator.<String>comparingInt(name -> distance(found, name))
                        .thenComparing(name -> name))
                .map(name -> "; did you mean '" + name + "'?")
                .orElse("");
    }

    /** The length of the part that is likely to be wrong, so that a long prefix makes nothing near. */
    private static int lastWord(String name) {
        return name.length()
                - 1
                - Math.max(Math.max(name.lastIndexOf('.'), name.lastIndexOf('_')), name.lastIndexOf('-'));
    }

    /** How many letters have to be put in, taken out or replaced. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
