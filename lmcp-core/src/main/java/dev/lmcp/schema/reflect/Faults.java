package dev.lmcp.schema.reflect;

import java.util.ArrayList;
import java.util.List;

/** Why a class cannot be a shape, each reason with its place. Not safe for concurrent use. */
final class Faults {

    private final List<String> found = new ArrayList<>();

    void add(String path, String fault) {
        found.add(path + " " + fault);
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", found));
        }
    }
}
