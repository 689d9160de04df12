package dev.lmcp.auth.oauth;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tokens that some verifier takes although it should not, or refuses although it should not; each correctly signed. */
final class CraftedTokens {

    private final Mint mint;
    private final Mint stranger;
    private final List<Crafted> tokens = new ArrayList<>();

    /** One input and whether lmcp accepts it. */
    record Crafted(String label, String token, boolean accepted) {}

    private CraftedTokens(Mint mint, Mint stranger) {
        this.mint = mint;
        this.stranger = stranger;
    }

    static List<Crafted> of(Mint mint) {
        CraftedTokens crafted = new CraftedTokens(mint, Mint.numbered(2));
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
        accept("plain", mint.token(Mint.HEADER, Mint.claims("")));
        refuse("a claim without a name", mint.token(Mint.HEADER, Mint.claims(",\"\":0")));
        accept("without kid", mint.token("{\"alg\":\"RS256\"}", Mint.claims("")));
        accept("unknown header and claim", header(",\"x\":{\"y\":[1]}", Mint.claims(",\"z\":null")));
        accept("expired, within the skew", claims("exp", Mint.at(-9)));
        accept("nbf, within the skew", mint.token(Mint.HEADER, Mint.claims(",\"nbf\":" + Mint.at(29))));
        accept("audience in an array", claims("aud", "[\"https://other.example\",\"" + Mint.AUDIENCE + "\"]"));
    }

    private void foreignKeys() {
        String signedText = Mint.encode(Mint.HEADER) + "." + Mint.encode(Mint.claims(""));
        refuse("a stranger's signature", stranger.signed(signedText));
        refuse("a stranger's embedded jwk", strangers(",\"jwk\":" + stranger.jwk("key-1")));
        refuse("a stranger's jku", strangers(",\"jku\":\"https://stranger.example/jwks\""));
        refuse("a stranger's x5u", strangers(",\"x5u\":\"https://stranger.example/cert\""));
        refuse("the issuer's own jwk", header(",\"jwk\":" + mint.jwk("key-1"), Mint.claims("")));
        refuse("a private jwk", header(",\"jwk\":{\"kty\":\"RSA\",\"d\":\"AQAB\"}", Mint.claims("")));
        for (String none : List.of("none", "None", "NONE", "nOnE", "")) {
            String text = Mint.encode("{\"alg\":\"" + none + "\"}") + "." + Mint.encode(Mint.claims(""));
            refuse("alg '" + none + "' without signature", text + ".");
            refuse("alg '" + none + "' with a signature", mint.signed(text));
        }
        for (byte[] secret : List.of(
                mint.modulus().toByteArray(), mint.jwk("key-1").getBytes(StandardCharsets.UTF_8), mint.derEncoded())) {
            refuse("HS256 with the public key as secret", Macs.hs256("{\"alg\":\"HS256\"}", Mint.claims(""), secret));
        }
        refuse("lowercase rs256", mint.token("{\"alg\":\"rs256\",\"kid\":\"key-1\"}", Mint.claims("")));
        refuse("RS512 by name", mint.token("{\"alg\":\"RS512\",\"kid\":\"key-1\"}", Mint.claims("")));
        refuse("unknown kid", mint.token("{\"alg\":\"RS256\",\"kid\":\"key-2\"}", Mint.claims("")));
    }

    private void form() {
        String token = mint.token(Mint.HEADER, Mint.claims(""));
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
        String head = Mint.encode(Mint.HEADER);
        String body = Mint.encode(Mint.claims(""));
        String signature = Mint.encode(mint.signature(head + "." + body));
        refuse(
                "spaces in the header, signed so",
                mint.signed(head.substring(0, 8) + "  " + head.substring(8) + "." + body));
        refuse(
                "#### in the payload, signed so",
                mint.signed(head + "." + body.substring(0, 8) + "####" + body.substring(8)));
        refuse(
                "padding on the payload, signed so",
                mint.signed(head + "."
                        + Base64.getUrlEncoder()
                                .encodeToString(Mint.claims(",\"pad\":1").getBytes(StandardCharsets.UTF_8))
                        + "="));
        refuse("padding on the signature", head + "." + body + "." + signature + "==");
        refuse(
                "spaces in the signature",
                head + "." + body + "." + signature.substring(0, 4) + " " + signature.substring(4));
        refuse(
                "the other alphabet in the signature",
                head + "." + body + "."
                        + Base64.getEncoder().withoutPadding().encodeToString(mint.signature(head + "." + body)));
        refuse("unused bits in the signature", head + "." + body + "." + nextLast(signature));
        refuse("unused bits in the payload, signed so", mint.signed(head + "." + nextLast(bodyWithTail())));
    }

    /** The payload of a good token whose last character has unused bits. */
    private static String bodyWithTail() {
        return IntStream.range(0, 3)
                .mapToObj(count -> Mint.encode(Mint.claims(",\"pad\":\"" + "x".repeat(count) + "\"")))
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
        refuse("alg none, then RS256", mint.token("{\"alg\":\"none\",\"alg\":\"RS256\"}", Mint.claims("")));
        refuse("two kids", header(",\"kid\":\"key-2\"", Mint.claims("")));
        for (String crit : List.of("[\"x\"]", "\"x\"", "[\"alg\"]", "[]", "null")) {
            refuse("crit " + crit, header(",\"x\":1,\"crit\":" + crit, Mint.claims("")));
        }
        refuse("b64 true, critical", header(",\"b64\":true,\"crit\":[\"b64\"]", Mint.claims("")));
        refuse("b64 false", header(",\"b64\":false", Mint.claims("")));
        refuse("b64 false, critical", header(",\"b64\":false,\"crit\":[\"b64\"]", Mint.claims("")));
        refuse("cty JWT", header(",\"cty\":\"JWT\"", Mint.claims("")));
        refuse("zip", header(",\"zip\":\"DEF\"", Mint.claims("")));
        refuse("enc", header(",\"enc\":\"A128GCM\"", Mint.claims("")));
        refuse("kid a number", mint.token("{\"alg\":\"RS256\",\"kid\":1}", Mint.claims("")));
        refuse("kid empty", mint.token("{\"alg\":\"RS256\",\"kid\":\"\"}", Mint.claims("")));
        refuse("garbage after the header", mint.token(Mint.HEADER + "x", Mint.claims("")));
    }

    private void types() {
        for (String type : List.of("at+jwt", "application/at+jwt", "AT+JWT", "JWT", "jwt")) {
            accept("typ " + type, header(",\"typ\":\"" + type + "\"", Mint.claims("")));
        }
        for (String type :
                List.of("dpop+jwt", "logout+jwt", "secevent+jwt", "oauth-id-jag+jwt", "id_token", "JOSE", "", "jwt ")) {
            refuse("typ '" + type + "'", header(",\"typ\":\"" + type + "\"", Mint.claims("")));
        }
        refuse("typ null", header(",\"typ\":null", Mint.claims("")));
        for (String more : List.of(
                "\"nonce\":\"n\"",
                "\"at_hash\":\"h\"",
                "\"events\":{}",
                "\"typ\":\"ID\"",
                "\"typ\":\"Refresh\"",
                "\"token_use\":\"id\"",
                "\"cnf\":{\"jkt\":1}",
                "\"cnf\":{\"x5t#S256\":\"x\"}")) {
            refuse("not an access token: " + more, mint.token(Mint.HEADER, Mint.claims("," + more)));
        }
    }

    private void times() {
        Map<String, Object> wrong = Map.ofEntries(
                Map.entry("null", "null"),
                Map.entry("a string", "\"" + Mint.at(300) + "\""),
                Map.entry("an ISO date", "\"2027-01-01T00:00:00Z\""),
                Map.entry("true", "true"),
                Map.entry("an array", "[" + Mint.at(300) + "]"),
                Map.entry("1e400", "1e400"),
                Map.entry("1e999999999", "1e999999999"),
                Map.entry("in milliseconds", Mint.at(300) * 1000),
                Map.entry("expired", Mint.at(-30)),
                Map.entry("negative", -1),
                Map.entry("zero", 0),
                Map.entry("not a number", "NaN"),
                Map.entry("a hex number", "0x7fffffff"),
                Map.entry("21 digits", "100000000000000000000"));
        wrong.forEach((label, value) -> refuse("exp " + label, claims("exp", value)));
        refuse("exp absent", mint.token(Mint.HEADER, Mint.claims("").replaceFirst("\"exp\":\\d+,", "")));
        refuse("iat an hour ahead", claims("iat", Mint.at(3600)));
        refuse("iat after exp", claims("iat", Mint.at(301)));
        refuse("iat null", claims("iat", "null"));
        refuse("nbf ahead", mint.token(Mint.HEADER, Mint.claims(",\"nbf\":" + Mint.at(31))));
        refuse("nbf a string", mint.token(Mint.HEADER, Mint.claims(",\"nbf\":\"1\"")));
    }

    private void audiences() {
        for (String audience : List.of(
                "[\"" + Mint.AUDIENCE + "\",1]",
                "\"HTTPS://mcp.example/mcp\"",
                "\"" + Mint.AUDIENCE + "/\"",
                "\"https://mcp.example\"",
                "\"" + Mint.AUDIENCE + " \"",
                "[]",
                "null",
                "{}",
                "true",
                "\"\"")) {
            refuse("aud " + audience, claims("aud", audience));
        }
        refuse("aud absent", mint.token(Mint.HEADER, Mint.claims("").replaceFirst("\"aud\":\"[^\"]*\",", "")));
        for (String issuer : List.of("\"" + Mint.ISSUER + "/\"", "[\"" + Mint.ISSUER + "\"]", "null", "\"\"", "1")) {
            refuse("iss " + issuer, claims("iss", issuer));
        }
        refuse("iss absent", mint.token(Mint.HEADER, Mint.claims("").replaceFirst("\"iss\":\"[^\"]*\",", "")));
    }

    private void json() {
        String good = Mint.claims("");
        for (String again : List.of("\"exp\":1", "\"aud\":\"" + Mint.AUDIENCE + "\"", "\"\\u0061ud\":\"x\"")) {
            refuse("twice: " + again, mint.token(Mint.HEADER, Mint.claims("," + again)));
        }
        for (String text : List.of(
                "{}",
                "[]",
                "",
                "null",
                "\"x\"",
                good + "x",
                good + good,
                good + " ",
                "\uFEFF" + good,
                good.replace("}", ",}"),
                "/**/" + good,
                good.replace("\"sub\"", "sub"),
                good.replace('"', '\''),
                good.replace("alice", "a\tb"))) {
            refuse("claims " + text.replaceAll("\"iss.*", "…"), mint.token(Mint.HEADER, text));
        }
        refuse("a lone surrogate", mint.token(Mint.HEADER, good.replace("alice", "\\ud800")));
        refuse("a lone surrogate in a name", mint.token(Mint.HEADER, Mint.claims(",\"\\udc00\":1")));
        accept("a pair of surrogates", mint.token(Mint.HEADER, good.replace("alice", "\\ud83d\\ude00")));
        for (byte[] bad : List.of(new byte[] {(byte) 0xC0, (byte) 0xAF}, new byte[] {(byte) 0xFF}, new byte[] {
            (byte) 0xED, (byte) 0xA0, (byte) 0x80
        })) {
            byte[] bytes = good.replace("alice", "XYZ".substring(0, bad.length)).getBytes(StandardCharsets.UTF_8);
            int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\"sub\":\"") + 7;
            System.arraycopy(bad, 0, bytes, at, bad.length);
            refuse("bad UTF-8", mint.signed(Mint.encode(Mint.HEADER) + "." + Mint.encode(bytes)));
        }
    }

    private void sizes() {
        for (int depth : new int[] {17, 500, 20_000}) {
            refuse(
                    "nesting " + depth,
                    mint.token(Mint.HEADER, Mint.claims(",\"n\":" + "[".repeat(depth) + "]".repeat(depth))));
        }
        accept("nesting 15", mint.token(Mint.HEADER, Mint.claims(",\"n\":" + "[".repeat(15) + "]".repeat(15))));
        String many =
                IntStream.range(0, 50_000).mapToObj(n -> ",\"c" + n + "\":1").collect(Collectors.joining());
        refuse("50 000 claims", mint.token(Mint.HEADER, Mint.claims(many)));
    }

    private String strangers(String more) {
        return stranger.token("{\"alg\":\"RS256\",\"kid\":\"key-1\"" + more + "}", Mint.claims(""));
    }

    private String header(String more, String claims) {
        return mint.token("{\"alg\":\"RS256\",\"kid\":\"key-1\"" + more + "}", claims);
    }

    /** A token whose claim of this name has another value. */
    private String claims(String name, Object value) {
        String text = Mint.claims("").replaceFirst("\"" + name + "\":(\"[^\"]*\"|\\d+)", "\"" + name + "\":" + value);
        return mint.token(Mint.HEADER, text);
    }

    private void accept(String label, String token) {
        tokens.add(new Crafted(label, token, true));
    }

    private void refuse(String label, String token) {
        tokens.add(new Crafted(label, token, false));
    }
}
