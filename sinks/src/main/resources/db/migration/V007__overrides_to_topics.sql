-- The operators' tables on their way to the topics: what is published, and what keys and times may be.

-- keys of the topics are exchange:asset and base:flag
ALTER TABLE flags
    ADD CONSTRAINT flags_base CHECK (base ~ '^[^[:space:]/:]+$'),
    ADD CONSTRAINT flags_flag CHECK (flag ~ '^[a-z0-9_]+$'),
    ADD CONSTRAINT flags_set_at CHECK (set_at >= '2009-01-01 00:00:00+00'::timestamptz
        AND set_at < '2100-01-01 00:00:00+00'::timestamptz);
ALTER TABLE asset_declaration
    ADD CONSTRAINT asset_declaration_declared_at CHECK (declared_at >= '2009-01-01 00:00:00+00'::timestamptz
        AND declared_at < '2100-01-01 00:00:00+00'::timestamptz);

-- a published change every few seconds, so that the slot moves on although the operators' tables rest
CREATE TABLE cda_heartbeat (
    reader  text        NOT NULL,
    beat_at timestamptz NOT NULL,
    CONSTRAINT cda_heartbeat_pkey PRIMARY KEY (reader)
);

COMMENT ON TABLE cda_heartbeat IS 'Written by the connector that reads the operators'' tables, so that its replication slot never stands still';
COMMENT ON COLUMN cda_heartbeat.reader IS 'Who writes: overrides';
COMMENT ON COLUMN cda_heartbeat.beat_at IS 'When the connector wrote last';

CREATE PUBLICATION cda_overrides FOR TABLE asset_declaration, flags, cda_heartbeat
    WITH (publish = 'insert, update, delete');

-- TRUNCATE tells no keys; deleting first does
CREATE FUNCTION delete_before_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('DELETE FROM %I.%I', TG_TABLE_SCHEMA, TG_TABLE_NAME);
    RETURN NULL;
END
$$;

COMMENT ON FUNCTION delete_before_truncate() IS 'Deletes all rows, so that each deletion reaches the topic';

CREATE TRIGGER asset_declaration_truncate BEFORE TRUNCATE ON asset_declaration
    FOR EACH STATEMENT EXECUTE FUNCTION delete_before_truncate();
CREATE TRIGGER flags_truncate BEFORE TRUNCATE ON flags
    FOR EACH STATEMENT EXECUTE FUNCTION delete_before_truncate();
