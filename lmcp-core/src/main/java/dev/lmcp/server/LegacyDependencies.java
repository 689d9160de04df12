package dev.lmcp.server;

/** What the legacy era is put together from. */
record LegacyDependencies(
        Dispatcher dispatcher,
        LegacySessions sessions,
        LegacyHandshake handshake,
        LegacyMethods methods,
        LegacyViews views,
        LegacyQuestions questions,
        LegacyGetStreams getStreams,
        ResponseContext responses,
        Limits limits) {}
