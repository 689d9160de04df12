package dev.lmcp.testkit.plugin.plugins;

import dev.lmcp.Principal;
import dev.lmcp.spi.AuthDecision;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.spi.Credentials;
import dev.lmcp.spi.Secret;
import dev.lmcp.spi.Services;
import dev.lmcp.spi.Settings;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** Plugins that each break one rule of the contract. */
public final class BrokenPlugins {

    private BrokenPlugins() {}

    private static Thread forever(String name) {
        Thread thread = new Thread(
                () -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** No services file names it, because finding it starts its thread. */
    public static final class Eager extends KeyAuth {
        public Eager() {
            forever("eager");
        }
    }

    public static final class Nothing extends KeyAuth {
        @Override
        AuthDecision decide(Map<String, Secret> keys, Credentials request) {
            AuthDecision decision = super.decide(keys, request);
            return decision instanceof AuthDecision.Rejected ? null : decision;
        }
    }

    public static final class Silent extends KeyAuth {
        @Override
        AuthDecision decide(Map<String, Secret> keys, Credentials request) {
            return request.header(FIELD).isEmpty() ? null : super.decide(keys, request);
        }
    }

    public static final class Brittle extends KeyAuth {
        @Override
        AuthDecision judge(Map<String, Secret> keys, String presented) {
            if (presented.isBlank()) {
                throw new IllegalArgumentException("expected a key");
            }
            return super.judge(keys, presented);
        }
    }

    public static final class Jealous extends KeyAuth {
        @Override
        AuthDecision decide(Map<String, Secret> keys, Credentials request) {
            return judge(keys, request.header(FIELD).orElse(""));
        }
    }

    public static final class Blind extends KeyAuth {
        @Override
        AuthDecision decide(Map<String, Secret> keys, Credentials request) {
            return AuthDecision.accept(Principal.named("anybody"));
        }
    }

    public static final class Alone extends KeyAuth {
        private final AtomicBoolean busy = new AtomicBoolean();

        @Override
        AuthDecision judge(Map<String, Secret> keys, String presented) {
            if (!busy.compareAndSet(false, true)) {
                throw new IllegalStateException("one at a time");
            }
            for (long end = System.nanoTime() + 2_000_000; System.nanoTime() < end; ) {
                Thread.onSpinWait();
            }
            busy.set(false);
            return super.judge(keys, presented);
        }
    }

    public static final class Open extends KeyAuth {
        @Override
        AuthDecision judge(Map<String, Secret> keys, String presented) {
            return keys.isEmpty() ? AuthDecision.accept(Principal.named("anybody")) : super.judge(keys, presented);
        }
    }

    public static final class Chatty extends KeyAuth {
        @Override
        AuthDecision judge(Map<String, Secret> keys, String presented) {
            System.getLogger("chatty").log(System.Logger.Level.DEBUG, "key {0} came", presented);
            return super.judge(keys, presented);
        }
    }

    /** An authenticator whose text form shows its parts. */
    private record Shown(Map<String, String> keys, KeyAuth plugin, Map<String, Secret> secrets)
            implements Authenticator {
        @Override
        public AuthDecision authenticate(Credentials request) {
            return plugin.decide(secrets, request);
        }
    }

    public static final class Frank extends KeyAuth {
        @Override
        public Authenticator create(Settings settings, Services services) {
            return new Shown(settings.entriesUnder("keys"), this, settings.secretsUnder("keys"));
        }
    }

    /** An authenticator that runs an action when it is closed. */
    private record Closed(Authenticator inner, Runnable onClose) implements Authenticator {
        @Override
        public AuthDecision authenticate(Credentials request) {
            return inner.authenticate(request);
        }

        @Override
        public void close() {
            onClose.run();
        }
    }

    public static final class Leaky extends KeyAuth {
        @Override
        public Authenticator create(Settings settings, Services services) {
            forever("leaky");
            return super.create(settings, services);
        }
    }

    public static final class Once extends KeyAuth {
        @Override
        public Authenticator create(Settings settings, Services services) {
            AtomicBoolean closed = new AtomicBoolean();
            return new Closed(super.create(settings, services), () -> {
                if (!closed.compareAndSet(false, true)) {
                    throw new IllegalStateException("closed before");
                }
            });
        }
    }
}
