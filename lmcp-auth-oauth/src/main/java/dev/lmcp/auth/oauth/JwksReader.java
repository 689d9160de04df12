package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.http.FetchFailedException;
import dev.lmcp.auth.oauth.jose.Algorithm;
import dev.lmcp.auth.oauth.jose.JwkSet;
import dev.lmcp.auth.oauth.jose.KeyFault;
import dev.lmcp.auth.oauth.jose.KeySet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reads an issuer's JWK Set documents, and logs the keys that cannot be used. Not safe for concurrent use. */
final class JwksReader {

    private final Set<Algorithm> algorithms;
    private final boolean allowsEmptySet;
    private final KeyFaults faults;

    /**
     * Creates the reader.
     *
     * @param issuer the name of the issuer, for the log
     * @param algorithms the algorithms of the issuer
     * @param allowsEmptySet true if a document without a usable key is valid
     */
    JwksReader(String issuer, Set<Algorithm> algorithms, boolean allowsEmptySet) {
        this.algorithms = Set.copyOf(algorithms);
        this.allowsEmptySet = allowsEmptySet;
        this.faults = new KeyFaults(issuer);
    }

    /**
     * Reads the document.
     *
     * @param before the earlier key set; the objects of its unchanged keys are reused
     * @throws FetchFailedException if it is not a JWK Set, or if it has no usable key
     */
    KeySet read(byte[] body, KeySet before) throws FetchFailedException {
        JwkSet jwks = JwkSet.readPublic(body, before)
                .orElseThrow(() -> new FetchFailedException(
                        "the document is not a JWK Set of at most " + JwkSet.MAX_KEYS + " keys"));
        KeySet keys = KeySet.of(jwks);
        List<KeyFault> notUsed = notUsed(jwks, keys);
        faults.log(notUsed);
        if (!keys.supportsAny(algorithms) && !allowsEmptySet) {
            throw new FetchFailedException("the document has no key for " + algorithms
                    + (notUsed.isEmpty()
                            ? "; set 'algorithms' to the algorithms of the issuer"
                            : KeyFaults.describe(notUsed)));
        }
        return keys;
    }

    /** The keys that cannot be used, be it alone or because of another key in the same document. */
    static List<KeyFault> notUsed(JwkSet jwks, KeySet keys) {
        return Stream.concat(jwks.faults().stream(), keys.conflicts().stream()).toList();
    }
}
