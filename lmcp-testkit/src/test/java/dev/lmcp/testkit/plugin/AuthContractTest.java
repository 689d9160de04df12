package dev.lmcp.testkit.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.lmcp.spi.AuthProvider;
import dev.lmcp.testkit.plugin.plugins.BrokenPlugins;
import dev.lmcp.testkit.plugin.plugins.KeyAuth;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Each rule of the contract fails for the plugin that breaks it. All rules pass for a plugin that follows them. */
class AuthContractTest {

    private static final int RULES = 12;

    /** The test that the author of a plugin writes. */
    abstract static class Trial extends AuthContract {

        private final Supplier<AuthProvider> plugins;

        Trial(Supplier<AuthProvider> plugins) {
            this.plugins = plugins;
        }

        @Override
        protected AuthProvider plugin() {
            return plugins.get();
        }

        @Override
        protected Map<String, String> settings() {
            return Map.of("keys.alice", KeyAuth.KEY);
        }

        @Override
        protected Credential good() {
            return Credential.header(KeyAuth.FIELD, KeyAuth.KEY);
        }

        @Override
        protected Credential unknown() {
            return Credential.header(KeyAuth.FIELD, "k-0000000000000000");
        }
    }

    static final class OfKeyAuth extends Trial {
        OfKeyAuth() {
            super(KeyAuth::new);
        }
    }

    static final class OfEager extends Trial {
        OfEager() {
            super(BrokenPlugins.Eager::new);
        }
    }

    static final class OfSilent extends Trial {
        OfSilent() {
            super(BrokenPlugins.Silent::new);
        }
    }

    static final class OfNothing extends Trial {
        OfNothing() {
            super(BrokenPlugins.Nothing::new);
        }
    }

    static final class OfJealous extends Trial {
        OfJealous() {
            super(BrokenPlugins.Jealous::new);
        }
    }

    static final class OfBlind extends Trial {
        OfBlind() {
            super(BrokenPlugins.Blind::new);
        }
    }

    static final class OfBrittle extends Trial {
        OfBrittle() {
            super(BrokenPlugins.Brittle::new);
        }
    }

    static final class OfAlone extends Trial {
        OfAlone() {
            super(BrokenPlugins.Alone::new);
        }
    }

    static final class OfOpen extends Trial {
        OfOpen() {
            super(BrokenPlugins.Open::new);
        }
    }

    static final class OfChatty extends Trial {
        OfChatty() {
            super(BrokenPlugins.Chatty::new);
        }
    }

    static final class OfFrank extends Trial {
        OfFrank() {
            super(BrokenPlugins.Frank::new);
        }
    }

    static final class OfLeaky extends Trial {
        OfLeaky() {
            super(BrokenPlugins.Leaky::new);
        }
    }

    static final class OfOnce extends Trial {
        OfOnce() {
            super(BrokenPlugins.Once::new);
        }
    }

    /** Runs the rules with JUnit, and returns the failures by rule. */
    private static Map<String, String> failures(DiscoverySelector rules, long expected) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(rules)
                                .build(),
                        listener);
        assertThat(listener.getSummary().getTestsStartedCount()).isEqualTo(expected);
        Map<String, String> failures = new TreeMap<>();
        listener.getSummary()
                .getFailures()
                .forEach(failure -> failures.put(
                        failure.getTestIdentifier().getDisplayName().replace("()", ""),
                        failure.getException().toString()));
        return failures;
    }

    @Test
    void passesForAPluginThatFollowsIt() {
        assertThat(failures(selectClass(OfKeyAuth.class), RULES)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Eager | isFoundByItsNameAndStartsNothing | threads that the constructor started
            Silent | challengesARequestWithoutCredentials | 500
            Nothing | acceptsAGoodCredentialAndRefusesAnUnknownOne | 500
            Jealous | leavesCredentialsOfAnotherKindToTheNextPlugin | no credential at all
            Blind | refusesARepeatedField | 400
            Brittle | survivesMalformedCredentials | 500: the plugin threw or returned null
            Alone | decidesCorrectlyAndPromptlyForManyThreads | 500
            Open | acceptsNoCallerWithoutSettings | 200
            Chatty | showsNoCredentialInTheLogTheReportOrAResponse | chatty key [CREDENTIAL] came
            Frank | showsNoCredentialInToString | keys={alice=[CREDENTIAL]}
            Leaky | leavesNoThreadsAndIsIndependentOfOtherServers | leaky
            Once | canBeClosedTwice | closed before
            """)
    void failsForAPluginThatBreaksARule(String plugin, String rule, String said) throws ClassNotFoundException {
        Class<?> trial = Class.forName(AuthContractTest.class.getName() + "$Of" + plugin);

        Map<String, String> failures = failures(selectMethod(trial, rule), 1);

        assertThat(failures).containsOnlyKeys(rule);
        assertThat(failures.get(rule)).contains(said).doesNotContain(KeyAuth.KEY);
    }

    @Test
    void hasABrokenPluginForEveryRule() {
        assertThat(Arrays.stream(AuthContract.class.getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(Test.class)))
                .hasSize(RULES);
    }
}
