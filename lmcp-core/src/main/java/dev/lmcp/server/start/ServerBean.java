package dev.lmcp.server.start;

import dev.lmcp.Statistics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import javax.management.ReflectionException;
import javax.management.openmbean.OpenMBeanAttributeInfo;
import javax.management.openmbean.OpenMBeanAttributeInfoSupport;
import javax.management.openmbean.OpenMBeanInfoSupport;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;

/**
 * A server's statistics for JMX.
 *
 * <p>It is an open MBean, so that every console can read it without a class of lmcp. The JDK's caches for MXBeans would keep
 * the class loader alive after a redeployment.
 */
final class ServerBean implements DynamicMBean {

    private final Supplier<Statistics> statistics;
    private final Map<String, Definition> attributes = new TreeMap<>();

    /** The description, type and value of an attribute. */
    private record Definition(String description, OpenType<?> type, Function<Statistics, Object> value) {}

    ServerBean(Supplier<Statistics> statistics) {
        this.statistics = statistics;
        attributes.put(
                "Ready",
                new Definition(
                        "whether the server accepts calls and can authenticate callers",
                        SimpleType.BOOLEAN,
                        Statistics::isReady));
        number("RunningCalls", "requests that are being processed", Statistics::runningCalls);
        number("OpenSessions", "open legacy sessions", Statistics::openSessions);
        number("OpenStreams", "open streams that belong to no call", Statistics::openStreams);
        number("StoredTasks", "stored tasks", Statistics::storedTasks);
        table(
                "ToolCalls",
                "tool calls by outcome",
                new BeanTable("ToolCalls", List.of("tool", "outcome"), "count"),
                all -> all.toolCalls().stream()
                        .map(row -> new BeanTable.Row(List.of(row.tool(), row.outcome()), row.count()))
                        .toList());
        table(
                "Authentications",
                "authentications by plugin, outcome and reason",
                new BeanTable("Authentications", List.of("plugin", "outcome", "reason"), "count"),
                all -> all.authentications().stream()
                        .map(row -> new BeanTable.Row(List.of(row.plugin(), row.outcome(), row.reason()), row.count()))
                        .toList());
        table(
                "AuthenticatorMetrics",
                "metrics of the authenticators",
                new BeanTable("AuthenticatorMetrics", List.of("plugin", "name"), "value"),
                all -> all.authenticatorMetrics().stream()
                        .map(row -> new BeanTable.Row(List.of(row.plugin(), row.name()), row.value()))
                        .toList());
        table(
                "Cluster",
                "the engine that connects the nodes; empty without one",
                new BeanTable("Cluster", List.of("engine", "name"), "value"),
                all -> all.cluster().stream().flatMap(ServerBean::rows).toList());
    }

    private static Stream<BeanTable.Row> rows(Statistics.ClusterStatus cluster) {
        return Stream.of(
                row(cluster, "is-available", cluster.isAvailable() ? 1 : 0),
                row(cluster, "silent-seconds", cluster.silence().toSeconds()),
                row(cluster, "refused-requests", cluster.refusedRequests()),
                row(cluster, "missed-messages", cluster.missedMessages()));
    }

    private static BeanTable.Row row(Statistics.ClusterStatus cluster, String name, long value) {
        return new BeanTable.Row(List.of(cluster.engine(), name), value);
    }

    private void number(String name, String description, Function<Statistics, Object> value) {
        attributes.put(name, new Definition(description, SimpleType.LONG, value));
    }

    private void table(
            String name, String description, BeanTable table, Function<Statistics, List<BeanTable.Row>> rows) {
        attributes.put(name, new Definition(description, table.type(), all -> table.of(rows.apply(all))));
    }

    @Override
    public Object getAttribute(String name) throws AttributeNotFoundException {
        Definition attribute = attributes.get(name);
        if (attribute == null) {
            throw new AttributeNotFoundException(
                    "there is no attribute '" + name + "'; expected one of " + attributes.keySet());
        }
        return attribute.value().apply(statistics.get());
    }

    @Override
    public AttributeList getAttributes(String[] names) {
        Statistics all = statistics.get();
        AttributeList list = new AttributeList();
        for (String name : names) {
            Definition attribute = attributes.get(name);
            if (attribute != null) {
                list.add(new Attribute(name, attribute.value().apply(all)));
            }
        }
        return list;
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
        throw new AttributeNotFoundException(
                "attribute '" + attribute.getName() + "' cannot be set; expected it to be read only");
    }

    @Override
    public AttributeList setAttributes(AttributeList wanted) {
        return new AttributeList();
    }

    @Override
    public Object invoke(String action, Object[] parameters, String[] signature)
            throws MBeanException, ReflectionException {
        throw new ReflectionException(
                new NoSuchMethodException(action),
                "there is no operation '" + action + "'; expected attributes to be read only");
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        OpenMBeanAttributeInfo[] infos = attributes.entrySet().stream()
                .map(entry -> new OpenMBeanAttributeInfoSupport(
                        entry.getKey(),
                        entry.getValue().description(),
                        entry.getValue().type(),
                        true,
                        false,
                        false))
                .toArray(OpenMBeanAttributeInfo[]::new);
        return new OpenMBeanInfoSupport(
                ServerBean.class.getName(),
                "the statistics of an lmcp server since its start",
                infos,
                null,
                null,
                null);
    }
}
