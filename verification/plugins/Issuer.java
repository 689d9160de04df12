import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/**
 * An authorization server's output for a resource: {@code java Issuer.java FOLDER NAME RESOURCE} writes the keys of
 * {@code https://NAME.example} to {@code NAME.jwks} and one access token, good for an hour, to {@code NAME.token}.
 */
final class Issuer {

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        String name = arguments[1];
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair keys = generator.generateKeyPair();
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        Files.writeString(folder.resolve(name + ".jwks"), """
                {"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"%s-1","n":"%s","e":"%s"}]}
                """.formatted(name, number(key.getModulus()), number(key.getPublicExponent())));
        long now = Instant.now().getEpochSecond();
        String signed = text("{\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":\"" + name + "-1\"}") + "." + text("""
                {"iss":"https://%s.example","aud":"%s","sub":"alice","client_id":"curl","scope":"tools",\
                "iat":%d,"exp":%d}""".formatted(name, arguments[2], now, now + 3600));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        Files.writeString(folder.resolve(name + ".token"), signed + "." + encoded(signature.sign()));
    }

    private static String text(String json) {
        return encoded(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String number(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return encoded(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
