package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.jose.KeyFault;
import dev.lmcp.text.SafeText;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Logs the keys of an issuer that are not used, each fault once.
 *
 * <p>The document is fetched again and again, and the fault stays in it until the issuer mends it. Not safe for
 * concurrent use.
 */
final class KeyFaults {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.auth");

    /** More faults than a document can have; the oldest ones are forgotten first. */
    private static final int MAX_REMEMBERED = 256;

    /** So many are named in one message. */
    private static final int MAX_NAMED = 5;

    private final String issuer;

    private final Map<KeyFault, Boolean> logged = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<KeyFault, Boolean> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    KeyFaults(String issuer) {
        this.issuer = issuer;
    }

    /** Logs the faults that were not logged yet. A published secret is an error: the issuer must revoke it. */
    void log(Collection<KeyFault> faults) {
        for (KeyFault fault : faults) {
            if (logged.put(fault, true) == null) {
                LOG.log(
                        fault.isRevealedSecret() ? Level.ERROR : Level.WARNING,
                        "issuer ''{0}'': lmcp does not use {1}",
                        issuer,
                        describe(fault));
            }
        }
    }

    /** The key and the problem, as safe text. */
    static String describe(KeyFault fault) {
        return fault.keyId().map(keyId -> "key " + SafeText.quoted(keyId)).orElse("a key without 'kid'") + ": "
                + fault.problem();
    }

    /** All of them for one message; empty if there are none. */
    static String describe(Collection<KeyFault> faults) {
        Stream<String> named = faults.stream().limit(MAX_NAMED).map(KeyFaults::describe);
        Stream<String> more =
                faults.size() > MAX_NAMED ? Stream.of("and " + (faults.size() - MAX_NAMED) + " more") : Stream.empty();
        return faults.isEmpty()
                ? ""
                : "; not used: " + Stream.concat(named, more).collect(Collectors.joining("; "));
    }
}
