package dev.lmcp.auth.oauth;

import com.auth0.jwt.JWTVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.lmcp.auth.oauth.jose.JdkDigest;
import io.jsonwebtoken.JwtParser;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.keys.HmacKey;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One HS256 token: signature and all claims, and the bare signature with either digest. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class Hs256Bench {

    private final Clock clock = Clock.systemUTC();
    private String token;
    private JwtVerifier lmcp;
    private DefaultJWTProcessor<SecurityContext> nimbus;
    private JwtParser jjwt;
    private JWTVerifier javaJwt;
    private JwtConsumer jose4j;
    private KeyParameter bareKey;
    private byte[] signed;
    private byte[] signature;

    @Setup
    public void setUp() throws GeneralSecurityException {
        BenchTokens tokens = new BenchTokens();
        token = tokens.hs256;
        lmcp = new JwtVerifier(List.of(tokens.secretIssuer()), new AudienceMismatchLog());
        nimbus = OtherLibraries.nimbus(tokens.secret);
        jjwt = OtherLibraries.jjwt(tokens.secret);
        javaJwt = OtherLibraries.javaJwt(tokens.secret);
        jose4j = OtherLibraries.jose4j(new HmacKey(tokens.secret), "HS256");
        bareKey = new KeyParameter(tokens.secret);
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
        return bare(new SHA256Digest());
    }

    @Benchmark
    public boolean bareBouncyCastleOverJdkDigest() {
        return bare(JdkDigest.sha256());
    }

    private boolean bare(ExtendedDigest digest) {
        HMac hmac = new HMac(digest);
        hmac.init(bareKey);
        hmac.update(signed, 0, signed.length);
        byte[] mac = new byte[hmac.getMacSize()];
        hmac.doFinal(mac, 0);
        if (!MessageDigest.isEqual(mac, signature)) {
            throw new IllegalStateException("the token is not signed by this key");
        }
        return true;
    }
}
