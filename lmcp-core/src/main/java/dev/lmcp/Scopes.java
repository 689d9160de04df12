package dev.lmcp;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a principal may do: everything, or what a set of scope names allows.
 *
 * <p>The empty set satisfies no rule; a credential that says nothing about scopes holds the empty set. Immutable.
 */
public sealed interface Scopes {

    /** Every scope there is. */
    record All() implements Scopes {
        @Override
        public boolean contains(String scope) {
            return true;
        }
    }

    /** The scopes named here and no others, in the order given. */
    record Of(Set<String> names) implements Scopes {

        /** Creates an immutable copy. */
        public Of {
            names = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(names));
        }

        @Override
        public boolean contains(String scope) {
            return names.contains(scope);
        }
    }

    /** Returns whether this grants {@code scope} itself; hierarchies are the scope policy's matter. */
    boolean contains(String scope);

    /** Returns every scope there is. */
    static Scopes all() {
        return new All();
    }

    /** Returns the empty set of scopes. */
    static Scopes none() {
        return new Of(Set.of());
    }

    /** Returns the scopes with these names. */
    static Scopes of(Collection<String> names) {
        return new Of(new LinkedHashSet<>(names));
    }
}
