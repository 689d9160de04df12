-- The tables of lmcp-cluster-jdbc, layout 1, in the schema lmcp. They need PostgreSQL 14 or later.
-- Run this file once as a user who may create a schema, with psql. It changes nothing that exists.

CREATE SCHEMA IF NOT EXISTS lmcp;

CREATE TABLE IF NOT EXISTS lmcp.values_1 (
    key text COLLATE "C" PRIMARY KEY,
    value bytea NOT NULL,
    expires_at timestamptz NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0.05, toast.autovacuum_vacuum_scale_factor = 0.05);

ALTER TABLE lmcp.values_1 ALTER COLUMN value SET STORAGE EXTERNAL;

CREATE INDEX IF NOT EXISTS values_1_expires_at ON lmcp.values_1 (expires_at);

CREATE TABLE IF NOT EXISTS lmcp.events_1 (
    stream text COLLATE "C" NOT NULL,
    number bigint NOT NULL,
    content bytea NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (stream, number)
) WITH (autovacuum_vacuum_scale_factor = 0.05, toast.autovacuum_vacuum_scale_factor = 0.05);

ALTER TABLE lmcp.events_1 ALTER COLUMN content SET STORAGE EXTERNAL;

CREATE INDEX IF NOT EXISTS events_1_expires_at ON lmcp.events_1 (expires_at);

-- Messages that are too large for NOTIFY. Nobody reads them after a crash, so they are not written to the log of changes.
CREATE UNLOGGED TABLE IF NOT EXISTS lmcp.messages_1 (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    content bytea NOT NULL,
    expires_at timestamptz NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0.05, toast.autovacuum_vacuum_scale_factor = 0.05);

ALTER TABLE lmcp.messages_1 ALTER COLUMN content SET STORAGE EXTERNAL;
