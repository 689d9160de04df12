package dev.lmcp;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/**
 * What a principal may do: everything, or what a set of scope names allows (RFC 6749 §3.3).
 *
 * <p>The empty set satisfies no rule. A credential that says nothing about scopes has the empty set. Immutable. Cases may
 * be added in a minor version.
 */
public sealed interface Scopes {

    /** Every scope. */
    record All() implements Scopes {
        @Override
        public boolean contains(String scope) {
            Objects.requireNonNull(scope, "scope");
            return true;
        }
    }

    /**
     * The scopes with these names and no others.
     *
     * @param names the names, in the order given
     */
    record Of(Set<String> names) implements Scopes {

        /** Makes an immutable copy. */
        public Of {
            Objects.requireNonNull(names, "names");
            for (String name : names) {
                Objects.requireNonNull(name, "names");
            }
            names = Collections.unmodifiableSet(new LinkedHashSet<>(names));
        }

        @Override
        public boolean contains(String scope) {
            return names.contains(Objects.requireNonNull(scope, "scope"));
        }
    }

    /** Returns whether this grants exactly {@code scope}. Scopes that imply others ({@code lmcp.scopes.implies}) are not asked. */
    boolean contains(String scope);

    /** Returns every scope. */
    static Scopes all() {
        return new All();
    }

    /** Returns the empty set of scopes. */
    static Scopes none() {
        return new Of(Set.of());
    }

    /** Returns the scopes with these names. */
    static Scopes of(Collection<String> names) {
        return new Of(new LinkedHashSet<>(Objects.requireNonNull(names, "names")));
    }
}
