package dev.lmcp.auth.oauth.jose;

import java.math.BigInteger;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * The test for the ROCA weakness (CVE-2017-15361): a library for smart cards made moduli that can be factored.
 *
 * <p>The primes of such a modulus have the form {@code k·M + 65537^a mod M}, with a product M of small primes.
 * Therefore the modulus is a power of 65537 modulo each small prime. One good modulus in 2^28 has this property by
 * chance.
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
