package dev.lmcp.auth.oauth;

import java.util.List;
import java.util.Random;

/**
 * Makes tokens that differ a little from valid ones. The same seed makes the same tokens. Not safe for concurrent use.
 */
final class TokenMutations {

    private static final String BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=. ";
    private static final String JSON = "{}[]\":,0123456789.eE+-\\ \t\nabtrufalsn\u0000\u00e9";

    private static final List<String> HEADER_MEMBERS = List.of(
            "\"typ\":\"JWT\"",
            "\"typ\":\"at+jwt\"",
            "\"typ\":\"\"",
            "\"x5t\":\"abc\"",
            "\"jku\":\"https://a.example\"",
            "\"crit\":[]",
            "\"b64\":true",
            "\"zip\":\"DEF\"",
            "\"kid\":\"key-1\"",
            "\"alg\":\"none\"",
            "\"enc\":null");

    private static final List<String> CLAIM_MEMBERS = List.of(
            "\"nbf\":0",
            "\"nbf\":1.5",
            "\"nbf\":1e3",
            "\"nbf\":null",
            "\"jti\":\"j\"",
            "\"jti\":1",
            "\"nonce\":\"n\"",
            "\"cnf\":{}",
            "\"client_id\":\"c\"",
            "\"client_id\":[]",
            "\"exp\":99999999999",
            "\"sub\":\"bob\"",
            "\"x\":{\"y\":[1,2,{\"z\":null}]}",
            "\"\":0",
            "\"roles\":[\"a\",\"b\"]",
            "\"scp\":[\"a\"]",
            "\"scp\":1",
            "\"azp\":\"c\"",
            "\"\\u0069ss\":\"x\"",
            "\"big\":12345678901234567890123",
            "\"f\":0.1",
            "\"s\":\"\\ud83d\"");

    private final TestIssuer issuer;
    private final Random random;
    private final String good;

    TokenMutations(TestIssuer issuer, long seed) {
        this.issuer = issuer;
        this.random = new Random(seed);
        this.good = issuer.token(TestIssuer.HEADER, TestIssuer.claims(""));
    }

    /** The next token. Three in ten are changed before they are signed, the others after it. */
    String next() {
        String header = TestIssuer.HEADER;
        String claims = TestIssuer.claims("");
        return switch (random.nextInt(10)) {
            case 0 -> issuer.token(withMember(header, HEADER_MEMBERS), claims);
            case 1 -> issuer.token(header, withMember(claims, CLAIM_MEMBERS));
            case 2 ->
                random.nextBoolean()
                        ? issuer.token(header, changed(claims, JSON))
                        : issuer.token(changed(header, JSON), claims);
            default -> changed(good, BASE64);
        };
    }

    private String withMember(String object, List<String> members) {
        String member = members.get(random.nextInt(members.size()));
        return random.nextBoolean()
                ? object.substring(0, object.length() - 1) + "," + member + "}"
                : "{" + member + "," + object.substring(1);
    }

    private String changed(String text, String alphabet) {
        StringBuilder changed = new StringBuilder(text);
        for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
            int at = random.nextInt(changed.length());
            char character = alphabet.charAt(random.nextInt(alphabet.length()));
            switch (random.nextInt(4)) {
                case 0 -> changed.setCharAt(at, character);
                case 1 -> changed.insert(at, character);
                case 2 -> changed.deleteCharAt(at);
                default -> changed.append(character);
            }
        }
        return changed.toString();
    }
}
