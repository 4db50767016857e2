-- When each record became readable, what a row was before it was replaced, and when the bucket of an indicator row ends.
-- The generated column rewrites the table indicators once; the other columns are added without touching a row.

ALTER TABLE h1_data ADD COLUMN known_at timestamptz;
ALTER TABLE cg_data ADD COLUMN known_at timestamptz;

COMMENT ON COLUMN h1_data.known_at IS 'When the record of this revision was appended to its topic for the first time, by the broker''s clock; it was readable when its transaction committed, milliseconds later. The same after a rebuild; null if an earlier release wrote the row';
COMMENT ON COLUMN cg_data.known_at IS 'When the record was appended to its topic for the first time, by the broker''s clock; it was readable when its transaction committed, milliseconds later. The same after a rebuild; null if an earlier release wrote the row';

-- Bucket ends as candle_bucket_end() has them, from immutable functions, so that a generated column can use it. Not STRICT: then
-- it would not be inlined, and every row would take 20 microseconds. Hours start at 1970, weeks at Monday 1969-12-29.
CREATE FUNCTION candle_closes_at(last_id bigint, timeframe text) RETURNS timestamptz
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE timeframe
    WHEN '1h'  THEN to_timestamp((((last_id >> 43) + 1) * 3600)::double precision)
    WHEN '2h'  THEN to_timestamp((((last_id >> 43) / 2 + 1) * 7200)::double precision)
    WHEN '4h'  THEN to_timestamp((((last_id >> 43) / 4 + 1) * 14400)::double precision)
    WHEN '12h' THEN to_timestamp((((last_id >> 43) / 12 + 1) * 43200)::double precision)
    WHEN '1d'  THEN to_timestamp((((last_id >> 43) / 24 + 1) * 86400)::double precision)
    WHEN '3d'  THEN to_timestamp((((last_id >> 43) / 72 + 1) * 259200)::double precision)
    WHEN '1w'  THEN to_timestamp(((((last_id >> 43) + 72) / 168 + 1) * 604800 - 259200)::double precision)
    WHEN '1m'  THEN (date_trunc('month', to_timestamp(((last_id >> 43) * 3600)::double precision) AT TIME ZONE 'UTC') + interval '1 month') AT TIME ZONE 'UTC'
    -- other lengths; hour 263016 is Monday 2000-01-03, and the remainder of an earlier hour is negative
    ELSE to_timestamp((((last_id >> 43) + (left(timeframe, -1)::bigint * CASE right(timeframe, 1) WHEN 'h' THEN 1 WHEN 'd' THEN 24 WHEN 'w' THEN 168 END)
        - mod(mod((last_id >> 43) - 263016, (left(timeframe, -1)::bigint * CASE right(timeframe, 1) WHEN 'h' THEN 1 WHEN 'd' THEN 24 WHEN 'w' THEN 168 END)) + (left(timeframe, -1)::bigint * CASE right(timeframe, 1) WHEN 'h' THEN 1 WHEN 'd' THEN 24 WHEN 'w' THEN 168 END),
              (left(timeframe, -1)::bigint * CASE right(timeframe, 1) WHEN 'h' THEN 1 WHEN 'd' THEN 24 WHEN 'w' THEN 168 END))) * 3600)::double precision)
    END;

COMMENT ON FUNCTION candle_closes_at(bigint, text) IS
    'End (exclusive) of the bucket of a timeframe that contains the hour of this last_id, in UTC';

ALTER TABLE indicators
    ADD COLUMN revision  integer NOT NULL DEFAULT 0,
    ADD COLUMN known_at  timestamptz,
    ADD COLUMN closes_at timestamptz GENERATED ALWAYS AS (candle_closes_at(last_id, timeframe)) STORED,
    ADD CONSTRAINT indicators_revision CHECK (revision >= 0);

COMMENT ON COLUMN indicators.revision IS 'Greater for each later record of this row; an older one never replaces a newer one';
COMMENT ON COLUMN indicators.known_at IS 'When the record of this revision was appended to its topic for the first time, by the broker''s clock; it was readable when its transaction committed, within the commit interval of the stream. The same after a rebuild; null if an earlier release wrote the row';
COMMENT ON COLUMN indicators.closes_at IS 'End of the bucket, exclusive';

-- The same checks as the tables: a record that is rejected alone is rejected also where a later one replaces it.
-- Nulls are not distinct, because rows of earlier releases have no known_at. Plain tables on every tier: the versions of a
-- row are looked up by its key, which would probe every chunk of a hypertable.
CREATE TABLE h1_versions (
    LIKE h1_data INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING COMMENTS,
    CONSTRAINT h1_versions_key UNIQUE NULLS NOT DISTINCT (asset, exchange, "timestamp", revision, known_at)
);
CREATE TABLE indicator_versions (
    LIKE indicators INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING GENERATED INCLUDING COMMENTS,
    CONSTRAINT indicator_versions_key UNIQUE NULLS NOT DISTINCT (last_id, timeframe, revision, known_at)
);

COMMENT ON TABLE h1_versions IS 'Earlier versions of hourly candles: what h1_data had before a later revision replaced it; read them through candles_as_known_at()';
COMMENT ON TABLE indicator_versions IS 'Earlier versions of indicator rows: what indicators had before a later revision replaced it; read them through indicators_as_known_at()';
