package dev.lmcp;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/**
 * What a principal may do: everything, or what a set of scope names allows (RFC 6749 §3.3).
 *
 * <p>The empty set satisfies no rule. A credential that says nothing about scopes holds the empty set. Immutable. A
 * minor version may add kinds of scopes.
 */
public sealed interface Scopes {

    /** Every scope that exists. */
    record All() implements Scopes {
        @Override
        public boolean contains(String scope) {
            Objects.requireNonNull(scope, "scope");
            return true;
        }
    }

    /**
     * The scopes of these names, and no others.
     *
     * @param names the names, in their order
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

    /** Returns whether {@code scope} itself is granted; hierarchies of scopes are configured, and not looked at here. */
    boolean contains(String scope);

    /** Returns every scope that exists. */
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
