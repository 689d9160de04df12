package dev.lmcp.server.tasks;

import dev.lmcp.server.auth.ScopePolicy;
import dev.lmcp.server.base.Limits;
import dev.lmcp.server.call.ChangeBus;
import dev.lmcp.server.call.TaskBudget;
import dev.lmcp.server.cluster.ClusterNode;
import dev.lmcp.server.cluster.NodeLease;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/** The objects that the classes for shared tasks are built from. */
record SharedTasksParts(
        ClusterNode cluster,
        NodeLease lease,
        TaskStore store,
        TaskRecordJson json,
        TaskSignals signals,
        CallerTasks callers,
        NodeTasks nodes,
        TaskChanges changes,
        TaskBudget budget,
        ScopePolicy scopes,
        Limits limits,
        InstantSource clock,
        Executor threads,
        Executor worker) {

    /** Creates the parts of a node. */
    static SharedTasksParts of(
            ClusterNode cluster,
            NodeLease lease,
            StoredRequestJson.Methods methods,
            ScopePolicy scopes,
            Limits limits,
            TaskBudget budget,
            ChangeBus bus,
            InstantSource clock,
            Executor threads,
            Executor worker) {
        TaskRecordJson json = new TaskRecordJson(methods);
        TaskStore store = new TaskStore(cluster, json, clock);
        TaskSignals signals = new TaskSignals();
        return new SharedTasksParts(
                cluster,
                lease,
                store,
                json,
                signals,
                new CallerTasks(cluster, store, limits, clock),
                new NodeTasks(cluster, lease, limits),
                new TaskChanges(cluster, store, json, signals, bus, worker),
                budget,
                scopes,
                limits,
                clock,
                threads,
                worker);
    }

    String node() {
        return lease.name();
    }
}
