package dev.lmcp.server.start;

import dev.lmcp.Statistics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
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
 * A server's statistics for JMX: an open MBean, which any console reads without a class of ours, and which no cache of
 * the JDK's keeps alive.
 */
final class ServerBean implements DynamicMBean {

    private final Supplier<Statistics> statistics;
    private final Map<String, Figure> attributes = new TreeMap<>();

    /** What an attribute is and how it is found. */
    private record Figure(String description, OpenType<?> type, Function<Statistics, Object> value) {}

    ServerBean(Supplier<Statistics> statistics) {
        this.statistics = statistics;
        attributes.put(
                "Ready",
                new Figure("whether calls are let in and can be judged", SimpleType.BOOLEAN, Statistics::isReady));
        number("RunningCalls", "requests that are worked on", Statistics::runningCalls);
        number("OpenSessions", "legacy sessions that are open", Statistics::sessions);
        number("OpenStreams", "streams that are open without a call", Statistics::streams);
        number("StoredTasks", "tasks that are kept", Statistics::tasks);
        table(
                "ToolCalls",
                "calls of tools by how they ended",
                new BeanTable("ToolCalls", List.of("tool", "outcome"), "count"),
                all -> all.calls().stream()
                        .map(row -> new BeanTable.Row(List.of(row.tool(), row.outcome()), row.count()))
                        .toList());
        table(
                "Authentications",
                "what was made of credentials",
                new BeanTable("Authentications", List.of("plugin", "outcome", "reason"), "count"),
                all -> all.authentications().stream()
                        .map(row -> new BeanTable.Row(List.of(row.plugin(), row.outcome(), row.reason()), row.count()))
                        .toList());
        table(
                "AuthenticatorMetrics",
                "what the authenticators show of themselves",
                new BeanTable("AuthenticatorMetrics", List.of("plugin", "name"), "value"),
                all -> all.metrics().stream()
                        .map(row -> new BeanTable.Row(List.of(row.plugin(), row.name()), row.value()))
                        .toList());
    }

    private void number(String name, String description, Function<Statistics, Object> value) {
        attributes.put(name, new Figure(description, SimpleType.LONG, value));
    }

    private void table(
            String name, String description, BeanTable table, Function<Statistics, List<BeanTable.Row>> rows) {
        attributes.put(name, new Figure(description, table.type(), all -> table.of(rows.apply(all))));
    }

    @Override
    public Object getAttribute(String name) throws AttributeNotFoundException {
        Figure figure = attributes.get(name);
        if (figure == null) {
            throw new AttributeNotFoundException("'" + name + "' is not shown; expected one of " + attributes.keySet());
        }
        return figure.value().apply(statistics.get());
    }

    @Override
    public AttributeList getAttributes(String[] names) {
        Statistics all = statistics.get();
        AttributeList list = new AttributeList();
        for (String name : names) {
            Figure figure = attributes.get(name);
            if (figure != null) {
                list.add(new Attribute(name, figure.value().apply(all)));
            }
        }
        return list;
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
        throw new AttributeNotFoundException("'" + attribute.getName() + "' cannot be set; expected it to be read");
    }

    @Override
    public AttributeList setAttributes(AttributeList wanted) {
        return new AttributeList();
    }

    @Override
    public Object invoke(String action, Object[] parameters, String[] signature)
            throws MBeanException, ReflectionException {
        throw new ReflectionException(
                new NoSuchMethodException(action), "'" + action + "' cannot be done; expected attributes to be read");
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        OpenMBeanAttributeInfo[] shown = attributes.entrySet().stream()
                .map(entry -> new OpenMBeanAttributeInfoSupport(
                        entry.getKey(),
                        entry.getValue().description(),
                        entry.getValue().type(),
                        true,
                        false,
                        false))
                .toArray(OpenMBeanAttributeInfo[]::new);
        return new OpenMBeanInfoSupport(
                ServerBean.class.getName(), "an lmcp server since its start", shown, null, null, null);
    }
}
