package dev.lmcp.server;

/** What the legacy era is put together from. */
record LegacyParts(
        Dispatcher dispatcher,
        LegacySessions sessions,
        LegacyHandshake handshake,
        LegacyMethods methods,
        LegacyViews views,
        LegacyQuestions questions,
        LegacyListening listening,
        ReplyParts replies,
        Limits limits) {}
