package dev.lmcp.auth.oauth;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Correctly signed tokens that some verifiers accept or refuse by mistake. */
final class CraftedTokens {

    private final TestIssuer issuer;
    private final TestIssuer attacker;
    private final List<Crafted> tokens = new ArrayList<>();

    /** A token, and whether lmcp must accept it. */
    record Crafted(String label, String token, boolean accepted) {}

    private CraftedTokens(TestIssuer issuer, TestIssuer attacker) {
        this.issuer = issuer;
        this.attacker = attacker;
    }

    static List<Crafted> of(TestIssuer issuer) {
        CraftedTokens crafted = new CraftedTokens(issuer, TestIssuer.seeded(2));
        crafted.good();
        crafted.foreignKeys();
        crafted.form();
        crafted.segments();
        crafted.headers();
        crafted.types();
        crafted.times();
        crafted.audiences();
        crafted.json();
        crafted.sizes();
        return List.copyOf(crafted.tokens);
    }

    private void good() {
        accept("plain", issuer.token(TestIssuer.HEADER, TestIssuer.claims("")));
        refuse("a claim without a name", issuer.token(TestIssuer.HEADER, TestIssuer.claims(",\"\":0")));
        accept("without kid", issuer.token("{\"alg\":\"RS256\"}", TestIssuer.claims("")));
        accept("unknown header and claim", header(",\"x\":{\"y\":[1]}", TestIssuer.claims(",\"z\":null")));
        accept("expired, within the skew", claims("exp", TestIssuer.at(-9)));
        accept(
                "nbf, within the skew",
                issuer.token(TestIssuer.HEADER, TestIssuer.claims(",\"nbf\":" + TestIssuer.at(29))));
        accept("audience in an array", claims("aud", "[\"https://other.example\",\"" + TestIssuer.AUDIENCE + "\"]"));
    }

    private void foreignKeys() {
        String signedText = TestIssuer.encode(TestIssuer.HEADER) + "." + TestIssuer.encode(TestIssuer.claims(""));
        refuse("an attacker's signature", attacker.signed(signedText));
        refuse("an attacker's embedded jwk", attackers(",\"jwk\":" + attacker.jwk("key-1")));
        refuse("an attacker's jku", attackers(",\"jku\":\"https://attacker.example/jwks\""));
        refuse("an attacker's x5u", attackers(",\"x5u\":\"https://attacker.example/cert\""));
        refuse("the issuer's own jwk", header(",\"jwk\":" + issuer.jwk("key-1"), TestIssuer.claims("")));
        refuse("a private jwk", header(",\"jwk\":{\"kty\":\"RSA\",\"d\":\"AQAB\"}", TestIssuer.claims("")));
        for (String none : List.of("none", "None", "NONE", "nOnE", "")) {
            String text =
                    TestIssuer.encode("{\"alg\":\"" + none + "\"}") + "." + TestIssuer.encode(TestIssuer.claims(""));
            refuse("alg '" + none + "' without signature", text + ".");
            refuse("alg '" + none + "' with a signature", issuer.signed(text));
        }
        for (byte[] secret : List.of(
                issuer.modulus().toByteArray(),
                issuer.jwk("key-1").getBytes(StandardCharsets.UTF_8),
                issuer.derEncoded())) {
            refuse(
                    "HS256 with the public key as secret",
                    TestHmac.hs256("{\"alg\":\"HS256\"}", TestIssuer.claims(""), secret));
        }
        refuse("lowercase rs256", issuer.token("{\"alg\":\"rs256\",\"kid\":\"key-1\"}", TestIssuer.claims("")));
        refuse("RS512 by name", issuer.token("{\"alg\":\"RS512\",\"kid\":\"key-1\"}", TestIssuer.claims("")));
        refuse("unknown kid", issuer.token("{\"alg\":\"RS256\",\"kid\":\"key-2\"}", TestIssuer.claims("")));
    }

    private void form() {
        String token = issuer.token(TestIssuer.HEADER, TestIssuer.claims(""));
        String[] parts = token.split("\\.", -1);
        refuse("empty", "");
        refuse("dots", "..");
        refuse("one part", parts[0]);
        refuse("two parts", parts[0] + "." + parts[1]);
        refuse("no signature", parts[0] + "." + parts[1] + ".");
        refuse("four parts", token + ".AAAA");
        refuse("five parts", token + ".AAAA.AAAA");
        refuse("leading space", " " + token);
        refuse("trailing newline", token + "\n");
        refuse(
                "the JSON serialization",
                "{\"payload\":\"" + parts[1] + "\",\"protected\":\"" + parts[0] + "\",\"signature\":\"" + parts[2]
                        + "\"}");
    }

    private void segments() {
        String head = TestIssuer.encode(TestIssuer.HEADER);
        String body = TestIssuer.encode(TestIssuer.claims(""));
        String signature = TestIssuer.encode(issuer.signature(head + "." + body));
        refuse(
                "spaces in the header, signed so",
                issuer.signed(head.substring(0, 8) + "  " + head.substring(8) + "." + body));
        refuse(
                "#### in the payload, signed so",
                issuer.signed(head + "." + body.substring(0, 8) + "####" + body.substring(8)));
        refuse(
                "padding on the payload, signed so",
                issuer.signed(head + "."
                        + Base64.getUrlEncoder()
                                .encodeToString(TestIssuer.claims(",\"pad\":1").getBytes(StandardCharsets.UTF_8))
                        + "="));
        refuse("padding on the signature", head + "." + body + "." + signature + "==");
        refuse(
                "spaces in the signature",
                head + "." + body + "." + signature.substring(0, 4) + " " + signature.substring(4));
        refuse(
                "the other alphabet in the signature",
                head + "." + body + "."
                        + Base64.getEncoder().withoutPadding().encodeToString(issuer.signature(head + "." + body)));
        refuse("unused bits in the signature", head + "." + body + "." + nextLast(signature));
        refuse("unused bits in the payload, signed so", issuer.signed(head + "." + nextLast(bodyWithTail())));
    }

    /** The payload of a valid token; its last character has unused bits. */
    private static String bodyWithTail() {
        return IntStream.range(0, 3)
                .mapToObj(count -> TestIssuer.encode(TestIssuer.claims(",\"pad\":\"" + "x".repeat(count) + "\"")))
                .filter(text -> text.length() % 4 != 0)
                .findFirst()
                .orElseThrow();
    }

    private static String nextLast(String text) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = alphabet.indexOf(text.charAt(text.length() - 1));
        return text.substring(0, text.length() - 1) + alphabet.charAt(last + 1);
    }

    private void headers() {
        refuse("alg none, then RS256", issuer.token("{\"alg\":\"none\",\"alg\":\"RS256\"}", TestIssuer.claims("")));
        refuse("two kids", header(",\"kid\":\"key-2\"", TestIssuer.claims("")));
        for (String crit : List.of("[\"x\"]", "\"x\"", "[\"alg\"]", "[]", "null")) {
            refuse("crit " + crit, header(",\"x\":1,\"crit\":" + crit, TestIssuer.claims("")));
        }
        refuse("b64 true, critical", header(",\"b64\":true,\"crit\":[\"b64\"]", TestIssuer.claims("")));
        refuse("b64 false", header(",\"b64\":false", TestIssuer.claims("")));
        refuse("b64 false, critical", header(",\"b64\":false,\"crit\":[\"b64\"]", TestIssuer.claims("")));
        refuse("cty JWT", header(",\"cty\":\"JWT\"", TestIssuer.claims("")));
        refuse("zip", header(",\"zip\":\"DEF\"", TestIssuer.claims("")));
        refuse("enc", header(",\"enc\":\"A128GCM\"", TestIssuer.claims("")));
        refuse("kid a number", issuer.token("{\"alg\":\"RS256\",\"kid\":1}", TestIssuer.claims("")));
        refuse("kid empty", issuer.token("{\"alg\":\"RS256\",\"kid\":\"\"}", TestIssuer.claims("")));
        refuse("garbage after the header", issuer.token(TestIssuer.HEADER + "x", TestIssuer.claims("")));
    }

    private void types() {
        for (String type : List.of("at+jwt", "application/at+jwt", "AT+JWT", "JWT", "jwt")) {
            accept("typ " + type, header(",\"typ\":\"" + type + "\"", TestIssuer.claims("")));
        }
        for (String type :
                List.of("dpop+jwt", "logout+jwt", "secevent+jwt", "oauth-id-jag+jwt", "id_token", "JOSE", "", "jwt ")) {
            refuse("typ '" + type + "'", header(",\"typ\":\"" + type + "\"", TestIssuer.claims("")));
        }
        refuse("typ null", header(",\"typ\":null", TestIssuer.claims("")));
        for (String more : List.of(
                "\"nonce\":\"n\"",
                "\"at_hash\":\"h\"",
                "\"events\":{}",
                "\"typ\":\"ID\"",
                "\"typ\":\"Refresh\"",
                "\"token_use\":\"id\"",
                "\"cnf\":{\"jkt\":1}",
                "\"cnf\":{\"x5t#S256\":\"x\"}")) {
            refuse("not an access token: " + more, issuer.token(TestIssuer.HEADER, TestIssuer.claims("," + more)));
        }
    }

    private void times() {
        Map<String, Object> wrong = Map.ofEntries(
                Map.entry("null", "null"),
                Map.entry("a string", "\"" + TestIssuer.at(300) + "\""),
                Map.entry("an ISO date", "\"2027-01-01T00:00:00Z\""),
                Map.entry("true", "true"),
                Map.entry("an array", "[" + TestIssuer.at(300) + "]"),
                Map.entry("1e400", "1e400"),
                Map.entry("1e999999999", "1e999999999"),
                Map.entry("in milliseconds", TestIssuer.at(300) * 1000),
                Map.entry("expired", TestIssuer.at(-30)),
                Map.entry("negative", -1),
                Map.entry("zero", 0),
                Map.entry("not a number", "NaN"),
                Map.entry("a hex number", "0x7fffffff"),
                Map.entry("21 digits", "100000000000000000000"));
        wrong.forEach((label, value) -> refuse("exp " + label, claims("exp", value)));
        refuse(
                "exp absent",
                issuer.token(TestIssuer.HEADER, TestIssuer.claims("").replaceFirst("\"exp\":\\d+,", "")));
        refuse("iat an hour ahead", claims("iat", TestIssuer.at(3600)));
        refuse("iat after exp", claims("iat", TestIssuer.at(301)));
        refuse("iat null", claims("iat", "null"));
        refuse("nbf ahead", issuer.token(TestIssuer.HEADER, TestIssuer.claims(",\"nbf\":" + TestIssuer.at(31))));
        refuse("nbf a string", issuer.token(TestIssuer.HEADER, TestIssuer.claims(",\"nbf\":\"1\"")));
    }

    private void audiences() {
        for (String audience : List.of(
                "[\"" + TestIssuer.AUDIENCE + "\",1]",
                "\"HTTPS://mcp.example/mcp\"",
                "\"" + TestIssuer.AUDIENCE + "/\"",
                "\"https://mcp.example\"",
                "\"" + TestIssuer.AUDIENCE + " \"",
                "[]",
                "null",
                "{}",
                "true",
                "\"\"")) {
            refuse("aud " + audience, claims("aud", audience));
        }
        refuse(
                "aud absent",
                issuer.token(TestIssuer.HEADER, TestIssuer.claims("").replaceFirst("\"aud\":\"[^\"]*\",", "")));
        for (String issuer :
                List.of("\"" + TestIssuer.URL + "/\"", "[\"" + TestIssuer.URL + "\"]", "null", "\"\"", "1")) {
            refuse("iss " + issuer, claims("iss", issuer));
        }
        refuse(
                "iss absent",
                issuer.token(TestIssuer.HEADER, TestIssuer.claims("").replaceFirst("\"iss\":\"[^\"]*\",", "")));
    }

    private void json() {
        String good = TestIssuer.claims("");
        for (String again : List.of("\"exp\":1", "\"aud\":\"" + TestIssuer.AUDIENCE + "\"", "\"\\u0061ud\":\"x\"")) {
            refuse("twice: " + again, issuer.token(TestIssuer.HEADER, TestIssuer.claims("," + again)));
        }
        for (String text : List.of(
                "{}",
                "[]",
                "",
                "null",
                "\"x\"",
                good + "x",
                good + good,
                "\uFEFF" + good,
                good.replace("}", ",}"),
                "/**/" + good,
                good.replace("\"sub\"", "sub"),
                good.replace('"', '\''),
                good.replace("alice", "a\tb"))) {
            refuse("claims " + text.replaceAll("\"iss.*", "…"), issuer.token(TestIssuer.HEADER, text));
        }
        // RFC 7515 §3 and RFC 8259 §2 allow white space around the object.
        for (String space : List.of(" ", "\n", "\r\n", "\t", " \n\n")) {
            String name = space.replace("\n", "LF").replace("\r", "CR").replace("\t", "TAB");
            accept("claims, then '" + name + "'", issuer.token(TestIssuer.HEADER, good + space));
            accept("'" + name + "', then claims", issuer.token(TestIssuer.HEADER, space + good));
            accept("a header, then '" + name + "'", issuer.token(TestIssuer.HEADER + space, good));
            accept("'" + name + "', then a header", issuer.token(space + TestIssuer.HEADER, good));
        }
        for (String other : List.of("\f", "\u000b", "\u00a0", "\u2028", "\u0000")) {
            refuse("claims, then U+" + (int) other.charAt(0), issuer.token(TestIssuer.HEADER, good + other));
            refuse("a header, then U+" + (int) other.charAt(0), issuer.token(TestIssuer.HEADER + other, good));
        }
        refuse("a lone surrogate", issuer.token(TestIssuer.HEADER, good.replace("alice", "\\ud800")));
        refuse("a lone surrogate in a name", issuer.token(TestIssuer.HEADER, TestIssuer.claims(",\"\\udc00\":1")));
        accept("a pair of surrogates", issuer.token(TestIssuer.HEADER, good.replace("alice", "\\ud83d\\ude00")));
        for (byte[] bad : List.of(new byte[] {(byte) 0xC0, (byte) 0xAF}, new byte[] {(byte) 0xFF}, new byte[] {
            (byte) 0xED, (byte) 0xA0, (byte) 0x80
        })) {
            byte[] bytes = good.replace("alice", "XYZ".substring(0, bad.length)).getBytes(StandardCharsets.UTF_8);
            int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\"sub\":\"") + 7;
            System.arraycopy(bad, 0, bytes, at, bad.length);
            refuse("bad UTF-8", issuer.signed(TestIssuer.encode(TestIssuer.HEADER) + "." + TestIssuer.encode(bytes)));
        }
    }

    private void sizes() {
        for (int depth : new int[] {17, 500, 20_000}) {
            refuse(
                    "nesting " + depth,
                    issuer.token(
                            TestIssuer.HEADER, TestIssuer.claims(",\"n\":" + "[".repeat(depth) + "]".repeat(depth))));
        }
        accept(
                "nesting 15",
                issuer.token(TestIssuer.HEADER, TestIssuer.claims(",\"n\":" + "[".repeat(15) + "]".repeat(15))));
        String many =
                IntStream.range(0, 50_000).mapToObj(n -> ",\"c" + n + "\":1").collect(Collectors.joining());
        refuse("50 000 claims", issuer.token(TestIssuer.HEADER, TestIssuer.claims(many)));
    }

    private String attackers(String more) {
        return attacker.token("{\"alg\":\"RS256\",\"kid\":\"key-1\"" + more + "}", TestIssuer.claims(""));
    }

    private String header(String more, String claims) {
        return issuer.token("{\"alg\":\"RS256\",\"kid\":\"key-1\"" + more + "}", claims);
    }

    /** A token with another value of this claim. */
    private String claims(String name, Object value) {
        String text =
                TestIssuer.claims("").replaceFirst("\"" + name + "\":(\"[^\"]*\"|\\d+)", "\"" + name + "\":" + value);
        return issuer.token(TestIssuer.HEADER, text);
    }

    private void accept(String label, String token) {
        tokens.add(new Crafted(label, token, true));
    }

    private void refuse(String label, String token) {
        tokens.add(new Crafted(label, token, false));
    }
}
