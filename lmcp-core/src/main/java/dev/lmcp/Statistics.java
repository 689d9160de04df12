package dev.lmcp;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A snapshot of a server's state and of its counters since the start, for example to export them to Prometheus. JMX shows
 * the same.
 *
 * <p>Counters only grow. They are read one after the other while calls go on, so two of them may differ by some calls. The
 * number of rows is bounded, whatever callers send. Immutable. More figures may be added in a minor version.
 */
public final class Statistics {

    private final Gauges gauges;
    private final List<ToolCalls> toolCalls;
    private final List<Authentications> authentications;
    private final List<AuthenticatorMetric> authenticatorMetrics;
    private final Optional<ClusterStatus> cluster;

    /** The figures that go up and down. */
    private record Gauges(boolean ready, long runningCalls, long openSessions, long openStreams, long storedTasks) {}

    private Statistics(Builder builder) {
        this.gauges = new Gauges(
                builder.ready, builder.runningCalls, builder.openSessions, builder.openStreams, builder.storedTasks);
        this.toolCalls = builder.toolCalls;
        this.authentications = builder.authentications;
        this.authenticatorMetrics = builder.authenticatorMetrics;
        this.cluster = builder.cluster;
    }

    /** Returns a builder in which every figure is 0; for lmcp, and for tests of programs that read statistics. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns whether the server accepts calls and every authenticator can judge them. */
    public boolean isReady() {
        return gauges.ready();
    }

    /** Returns the number of requests that are being worked on. */
    public long runningCalls() {
        return gauges.runningCalls();
    }

    /** Returns the number of open sessions of the legacy revisions. */
    public long openSessions() {
        return gauges.openSessions();
    }

    /** Returns the number of open streams that belong to no call. */
    public long openStreams() {
        return gauges.openStreams();
    }

    /**
     * Returns the number of tasks that are kept, including those that have ended. If several nodes share their tasks, returns
     * the number of tasks that this node works on.
     */
    public long storedTasks() {
        return gauges.storedTasks();
    }

    /** Returns the numbers of tool calls, by tool and outcome. */
    public List<ToolCalls> toolCalls() {
        return toolCalls;
    }

    /** Returns the numbers of authentications, by plugin, outcome and reason. */
    public List<Authentications> authentications() {
        return authentications;
    }

    /** Returns the figures of the authenticators' own. */
    public List<AuthenticatorMetric> authenticatorMetrics() {
        return authenticatorMetrics;
    }

    /** Returns the figures of the engine that connects the nodes; empty if this server has no other nodes. */
    public Optional<ClusterStatus> cluster() {
        return cluster;
    }

    /** Collects the figures of a snapshot. Not safe for concurrent use. */
    public static final class Builder {

        private boolean ready;
        private long runningCalls;
        private long openSessions;
        private long openStreams;
        private long storedTasks;
        private List<ToolCalls> toolCalls = List.of();
        private List<Authentications> authentications = List.of();
        private List<AuthenticatorMetric> authenticatorMetrics = List.of();
        private Optional<ClusterStatus> cluster = Optional.empty();

        private Builder() {}

        /** Says whether the server accepts calls and every authenticator can judge them. */
        public Builder ready(boolean value) {
            ready = value;
            return this;
        }

        /** Says how many requests are being worked on. */
        public Builder runningCalls(long value) {
            runningCalls = value;
            return this;
        }

        /** Says how many sessions of the legacy revisions are open. */
        public Builder openSessions(long value) {
            openSessions = value;
            return this;
        }

        /** Says how many streams are open that belong to no call. */
        public Builder openStreams(long value) {
            openStreams = value;
            return this;
        }

        /** Says how many tasks are kept. */
        public Builder storedTasks(long value) {
            storedTasks = value;
            return this;
        }

        /** Says how calls of tools ended. */
        public Builder toolCalls(List<ToolCalls> rows) {
            toolCalls = List.copyOf(rows);
            return this;
        }

        /** Says how authentications ended. */
        public Builder authentications(List<Authentications> rows) {
            authentications = List.copyOf(rows);
            return this;
        }

        /** Says what the authenticators show of themselves. */
        public Builder authenticatorMetrics(List<AuthenticatorMetric> rows) {
            authenticatorMetrics = List.copyOf(rows);
            return this;
        }

        /** Says how the engine is that connects the nodes. */
        public Builder cluster(ClusterStatus status) {
            cluster = Optional.of(status);
            return this;
        }

        /** Returns the snapshot. */
        public Statistics build() {
            return new Statistics(this);
        }
    }

    /** The number of calls of one tool that ended in one way. Immutable. */
    public static final class ToolCalls {

        private record CallRow(String tool, String outcome, long count) {}

        private final CallRow row;

        private ToolCalls(CallRow row) {
            this.row = row;
        }

        /**
         * Returns such a number.
         *
         * @param tool the name of the tool, or {@code (unknown)} for all names that are no tool's
         * @param outcome how the calls ended, as {@code docs/operations.md} lists it
         * @param count the number of calls
         */
        public static ToolCalls of(String tool, String outcome, long count) {
            return new ToolCalls(new CallRow(
                    Objects.requireNonNull(tool, "tool"), Objects.requireNonNull(outcome, "outcome"), count));
        }

        /** Returns the name of the tool, or {@code (unknown)} for all names that are no tool's. */
        public String tool() {
            return row.tool();
        }

        /** Returns how the calls ended, as {@code docs/operations.md} lists it. */
        public String outcome() {
            return row.outcome();
        }

        /** Returns the number of calls. */
        public long count() {
            return row.count();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof ToolCalls calls && row.equals(calls.row);
        }

        @Override
        public int hashCode() {
            return row.hashCode();
        }

        @Override
        public String toString() {
            return row.tool() + " " + row.outcome() + " " + row.count();
        }
    }

    /** The number of authentications by one plugin that ended in one way. Immutable. */
    public static final class Authentications {

        private record AuthenticationRow(String plugin, String outcome, String reason, long count) {}

        private final AuthenticationRow row;

        private Authentications(AuthenticationRow row) {
            this.row = row;
        }

        /**
         * Returns such a number, without a reason.
         *
         * @param plugin the plugin that decided, {@code core} for the server itself, {@code none} for
         *     {@code lmcp.auth=none}
         * @param outcome how the authentications ended, as {@code docs/operations.md} lists it
         * @param count the number of authentications
         */
        public static Authentications of(String plugin, String outcome, long count) {
            return new Authentications(new AuthenticationRow(
                    Objects.requireNonNull(plugin, "plugin"), Objects.requireNonNull(outcome, "outcome"), "", count));
        }

        /** Returns this number for one reason, which is a word of the plugin's. */
        public Authentications withReason(String reason) {
            return new Authentications(new AuthenticationRow(
                    row.plugin(), row.outcome(), Objects.requireNonNull(reason, "reason"), row.count()));
        }

        /** Returns the plugin that decided, {@code core} or {@code none}. */
        public String plugin() {
            return row.plugin();
        }

        /** Returns how the authentications ended, as {@code docs/operations.md} lists it. */
        public String outcome() {
            return row.outcome();
        }

        /** Returns the plugin's own word for the reason; an empty text if there is none, as for those accepted. */
        public String reason() {
            return row.reason();
        }

        /** Returns the number of authentications. */
        public long count() {
            return row.count();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Authentications authentications && row.equals(authentications.row);
        }

        @Override
        public int hashCode() {
            return row.hashCode();
        }

        @Override
        public String toString() {
            return row.plugin() + " " + row.outcome() + " '" + row.reason() + "' " + row.count();
        }
    }

    /**
     * One figure of an authenticator's own, when it was read.
     *
     * @param plugin the auth plugin
     * @param name what the figure is, with its unit
     * @param value the figure
     */
    public record AuthenticatorMetric(String plugin, String name, long value) {

        /** Checks that nothing is null. */
        public AuthenticatorMetric {
            Objects.requireNonNull(plugin, "plugin");
            Objects.requireNonNull(name, "name");
        }
    }

    /** The state of the engine that connects the nodes, and what this node could not do without it. Immutable. */
    public static final class ClusterStatus {

        private record StatusRow(String engine, Optional<Duration> silence, long refused, long missed) {}

        private final StatusRow row;

        private ClusterStatus(StatusRow row) {
            this.row = row;
        }

        /**
         * Returns the state of an engine that answers. Nothing was refused or missed.
         *
         * @param engine the name of the cluster plugin
         */
        public static ClusterStatus of(String engine) {
            return new ClusterStatus(new StatusRow(Objects.requireNonNull(engine, "engine"), Optional.empty(), 0, 0));
        }

        /** Returns this state of an engine that has not answered for some time. */
        public ClusterStatus withSilence(Duration time) {
            return new ClusterStatus(new StatusRow(row.engine(), Optional.of(time), row.refused(), row.missed()));
        }

        /** Returns this state with the numbers of refused requests and of missed messages. */
        public ClusterStatus withLosses(long refusedRequests, long missedMessages) {
            return new ClusterStatus(new StatusRow(row.engine(), row.silence(), refusedRequests, missedMessages));
        }

        /** Returns the name of the cluster plugin. */
        public String engine() {
            return row.engine();
        }

        /** Returns whether the engine answers. */
        public boolean isAvailable() {
            return row.silence().isEmpty();
        }

        /** Returns for how long the engine has not answered; zero if it answers. */
        public Duration silence() {
            return row.silence().orElse(Duration.ZERO);
        }

        /** Returns the number of requests that got 503, as the engine did not answer. */
        public long refusedRequests() {
            return row.refused();
        }

        /**
         * Returns how often this node may have missed messages of other nodes: it counts each connection for messages, the
         * first one too, and each message that this node could not open.
         */
        public long missedMessages() {
            return row.missed();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof ClusterStatus status && row.equals(status.row);
        }

        @Override
        public int hashCode() {
            return row.hashCode();
        }

        @Override
        public String toString() {
            return row.toString();
        }
    }
}
