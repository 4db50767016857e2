-- The timeframes longer than an hour, and where their buckets start. The codes come from the enum Timeframe: Migrations
-- passes them as a placeholder, so that Flyway applies this file again when a timeframe is added.

CREATE TABLE IF NOT EXISTS candle_timeframes (
    timeframe text     NOT NULL,
    width     interval NOT NULL,
    view_name name     NOT NULL,
    CONSTRAINT candle_timeframes_pkey PRIMARY KEY (timeframe)
);

COMMENT ON TABLE candle_timeframes IS 'The timeframes that are built from hourly candles';
COMMENT ON COLUMN candle_timeframes.timeframe IS 'Code of the timeframe: ${longer_timeframes}; m is the calendar month';
COMMENT ON COLUMN candle_timeframes.width IS 'Length of a bucket';
COMMENT ON COLUMN candle_timeframes.view_name IS 'Name of the view with its candles, for example h4_data';

-- Days and weeks are whole numbers of hours: in a time zone with daylight saving an interval of one day is not.
INSERT INTO candle_timeframes (timeframe, width, view_name)
SELECT code, left(code, -1)::integer * CASE right(code, 1) WHEN 'h' THEN interval '1 hour' WHEN 'd' THEN interval '24 hours'
           WHEN 'w' THEN interval '168 hours' WHEN 'm' THEN interval '1 month' END,
       right(code, 1) || left(code, -1) || '_data'
FROM unnest(string_to_array('${longer_timeframes}', ' ')) AS code
ON CONFLICT DO NOTHING;

-- Not STRICT, and of immutable functions only: otherwise it would not be inlined, and every call would take microseconds.
CREATE OR REPLACE FUNCTION candle_bucket(width interval, hour timestamptz) RETURNS timestamptz
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN width = interval '1 month' THEN date_trunc('month', hour AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'
            ELSE date_bin(width, hour, '2000-01-03 00:00:00+00'::timestamptz) END;

COMMENT ON FUNCTION candle_bucket(interval, timestamptz) IS
    'Start of the bucket that contains this hour, in UTC: counted from Monday 2000-01-03, months are calendar months; equals time_bucket of TimescaleDB';

CREATE OR REPLACE FUNCTION candle_bucket_end(width interval, bucket timestamptz) RETURNS timestamptz
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (bucket AT TIME ZONE 'UTC' + width) AT TIME ZONE 'UTC';

COMMENT ON FUNCTION candle_bucket_end(interval, timestamptz) IS 'End of the bucket, exclusive: the start of the next one';

-- NOT VALID: rows that the earlier constraint accepted need no second check, and checking them would lock the table
DO $migration$
DECLARE
    codes text[] := string_to_array('${longer_timeframes}', ' ');
    each  record;
BEGIN
    FOR each IN
        SELECT r.relname, EXISTS (
            SELECT FROM pg_constraint AS c, unnest(codes) AS required
            WHERE c.conrelid = r.oid AND c.conname = 'indicators_timeframe'
                AND strpos(pg_get_constraintdef(c.oid), quote_literal(required)) = 0) AS is_narrower
        FROM pg_class AS r WHERE r.oid IN ('indicators'::regclass, 'indicator_versions'::regclass)
    LOOP
        IF each.is_narrower THEN
            EXECUTE format('ALTER TABLE %I DROP CONSTRAINT indicators_timeframe', each.relname);
            EXECUTE format('ALTER TABLE %I ADD CONSTRAINT indicators_timeframe CHECK (timeframe IN (''1h'', %s)) NOT VALID',
                each.relname, (SELECT string_agg(quote_literal(required), ', ') FROM unnest(codes) AS required));
        END IF;
        EXECUTE format('COMMENT ON COLUMN %I.timeframe IS %L', each.relname,
            '1h ' || array_to_string(codes, ' ') || '; m is the calendar month');
    END LOOP;
END
$migration$;

CREATE OR REPLACE FUNCTION describe_longer_candles(relation name, code text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    number    integer := left(code, -1);
    unit      text := CASE right(code, 1) WHEN 'h' THEN 'hour' WHEN 'd' THEN 'day' WHEN 'w' THEN 'week' WHEN 'm' THEN 'calendar month' END;
    described record;
BEGIN
    EXECUTE format('COMMENT ON VIEW %I IS %L', relation, format(
        'Candles of %s %s%s, built from the hourly ones; the newest may still be open',
        CASE number WHEN 1 THEN 'one' ELSE number::text END, unit, CASE number WHEN 1 THEN '' ELSE 's' END));
    FOR described IN VALUES
        ('last_id', 'last_id of the last hourly candle inside the bucket; joins indicators where timeframe is ' || code),
        ('asset', 'Unified symbol, for example BTC/USDT'),
        ('exchange', 'Lower-case venue id, for example binance'),
        ('timestamp', 'Start of the bucket'),
        ('open', 'First price of the bucket, in the quote'),
        ('high', 'Highest price of the bucket, in the quote'),
        ('low', 'Lowest price of the bucket, in the quote'),
        ('close', 'Last price of the bucket, in the quote'),
        ('volume', 'Traded volume of the bucket, in units of the base'),
        ('hours', 'Number of hourly candles inside the bucket; fewer than the bucket has while it is open or where hours are missing'),
        ('closes_at', 'End of the bucket, exclusive'),
        ('known_at', 'When the newest of its hours became known; null if that of an hour is unavailable')
    LOOP
        EXECUTE format('COMMENT ON COLUMN %I.%I IS %L', relation, described.column1, described.column2);
    END LOOP;
END
$$;

COMMENT ON FUNCTION describe_longer_candles(name, text) IS 'Comments the view of a timeframe and its columns, the same on every tier';
