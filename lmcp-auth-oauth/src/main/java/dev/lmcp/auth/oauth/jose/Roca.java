package dev.lmcp.auth.oauth.jose;

import java.math.BigInteger;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * The fingerprint of moduli made by a faulty library of smart cards, whose factors can be found (CVE-2017-15361).
 *
 * <p>Their primes are of the form {@code k·M + 65537^a mod M}, M a product of small primes: modulo each of these the
 * modulus is a power of 65537. By chance that happens to one modulus in 2^28.
 */
final class Roca {

    private static final int[] SMALL_PRIMES = IntStream.rangeClosed(3, 167)
            .filter(number -> BigInteger.valueOf(number).isProbablePrime(50))
            .toArray();

    private static final BitSet[] POWERS =
            IntStream.of(SMALL_PRIMES).mapToObj(Roca::powersModulo).toArray(BitSet[]::new);

    private Roca() {}

    static boolean isVulnerable(BigInteger modulus) {
        return IntStream.range(0, SMALL_PRIMES.length)
                .allMatch(at -> POWERS[at].get(
                        modulus.mod(BigInteger.valueOf(SMALL_PRIMES[at])).intValue()));
    }

    private static BitSet powersModulo(int prime) {
        BitSet powers = new BitSet(prime);
        for (int power = 1; !powers.get(power); power = power * 65_537 % prime) {
            powers.set(power);
        }
        return powers;
    }
}
