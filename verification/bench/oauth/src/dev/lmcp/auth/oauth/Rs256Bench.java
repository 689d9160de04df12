package dev.lmcp.auth.oauth;

import com.auth0.jwt.JWTVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.jsonwebtoken.JwtParser;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.RSADigestSigner;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One RS256 token with a key of 2048 bits: signature and all claims, and the bare signature. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class Rs256Bench {

    private final Clock clock = Clock.systemUTC();
    private String token;
    private JwtVerifier lmcp;
    private DefaultJWTProcessor<SecurityContext> nimbus;
    private JwtParser jjwt;
    private JWTVerifier javaJwt;
    private JwtConsumer jose4j;
    private RSAKeyParameters bareKey;
    private byte[] signed;
    private byte[] signature;

    @Setup
    public void setUp() throws GeneralSecurityException {
        BenchTokens tokens = new BenchTokens();
        token = tokens.rs256;
        lmcp = new JwtVerifier(List.of(tokens.rsaIssuer()), new AudienceMismatchLog());
        nimbus = OtherLibraries.nimbus(tokens.publicKey);
        jjwt = OtherLibraries.jjwt(tokens.publicKey);
        javaJwt = OtherLibraries.javaJwt(tokens.publicKey);
        jose4j = OtherLibraries.jose4j(tokens.publicKey, "RS256");
        bareKey = new RSAKeyParameters(
                false, tokens.publicKey.getModulus(), tokens.publicKey.getPublicExponent());
        signed = BenchTokens.signed(token);
        signature = BenchTokens.signature(token);
    }

    @Benchmark
    public Object lmcp() {
        return lmcp.verify(token, clock.instant());
    }

    @Benchmark
    public Object nimbus() throws Exception {
        return nimbus.process(token, null);
    }

    @Benchmark
    public Object jjwt() {
        return jjwt.parseSignedClaims(token);
    }

    @Benchmark
    public Object javaJwt() {
        return javaJwt.verify(token);
    }

    @Benchmark
    public Object jose4j() throws Exception {
        return jose4j.processToClaims(token);
    }

    @Benchmark
    public boolean bareBouncyCastle() {
        RSADigestSigner signer = new RSADigestSigner(new SHA256Digest());
        signer.init(false, bareKey);
        signer.update(signed, 0, signed.length);
        if (!signer.verifySignature(signature)) {
            throw new IllegalStateException("the token is not signed by this key");
        }
        return true;
    }
}
