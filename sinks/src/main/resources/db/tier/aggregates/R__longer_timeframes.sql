-- The longer timeframes on TimescaleDB Community: real-time continuous aggregates with the names and columns of every
-- tier. Timeframes up to a day are built from the hours, longer ones from the days: a correction of a stored hour is
-- then visible in a bucket in progress as soon as its day is refreshed.
--
-- Created without data: materialising the bucket in progress would hide its later hours. Policies start without a limit,
-- because what was never materialised below the end of the stored buckets is not visible.
--
-- Applied again when the timeframes change: ${longer_timeframes}

-- what maintains the views on the other tiers
DROP TRIGGER IF EXISTS h1_data_markets ON h1_data;
DROP TRIGGER IF EXISTS h1_data_inserted ON h1_data;
DROP TRIGGER IF EXISTS h1_data_updated ON h1_data;
DROP TRIGGER IF EXISTS h1_data_deleted ON h1_data;
DROP TRIGGER IF EXISTS h1_data_truncated ON h1_data;

DO $$
DECLARE
    each record;
BEGIN
    FOR each IN
        SELECT c.relname FROM candle_timeframes t JOIN pg_class c ON c.oid = to_regclass(t.view_name::text)
        WHERE c.relkind = 'v' AND NOT EXISTS (
            SELECT FROM timescaledb_information.continuous_aggregates WHERE view_name = c.relname)
    LOOP
        EXECUTE format('DROP VIEW %I', each.relname);
    END LOOP;
END
$$;

DROP FUNCTION IF EXISTS note_candle_markets();
DROP FUNCTION IF EXISTS follow_changed_hours();
DROP FUNCTION IF EXISTS empty_longer_candles();
DROP FUNCTION IF EXISTS rebuild_longer_candles(text[], text[], timestamptz[], timestamptz[]);
DROP FUNCTION IF EXISTS extend_candle_calendar(timestamptz[]);
DROP TABLE IF EXISTS longer_candles;
DROP TABLE IF EXISTS candle_calendar;
DROP TABLE IF EXISTS candle_markets;

DO $migration$
DECLARE
    each   record;
    source name;
    minute integer := 5;
BEGIN
    FOR each IN
        SELECT timeframe, width, view_name FROM candle_timeframes ORDER BY width
    LOOP
        source := CASE WHEN each.width <= interval '24 hours' OR to_regclass('d1_data') IS NULL THEN 'h1_data' ELSE 'd1_data' END;
        IF to_regclass(each.view_name::text) IS NULL THEN
            EXECUTE format($view$
                CREATE MATERIALIZED VIEW %1$I
                WITH (timescaledb.continuous, timescaledb.materialized_only = false, timescaledb.create_group_indexes = false) AS
                SELECT last(last_id, "timestamp") AS last_id, asset, exchange,
                       time_bucket(%2$L::interval, "timestamp") AS "timestamp",
                       first(open, "timestamp") AS open,
                       max(high) AS high,
                       min(low) AS low,
                       last(close, "timestamp") AS close,
                       sum(volume) AS volume,
                       %3$s AS hours,
                       candle_bucket_end(%2$L::interval, time_bucket(%2$L::interval, "timestamp")) AS closes_at
                FROM %4$I
                GROUP BY asset, exchange, time_bucket(%2$L::interval, "timestamp")
                WITH NO DATA
                $view$, each.view_name, each.width,
                CASE source WHEN 'h1_data' THEN 'count(*)::integer' ELSE 'sum(hours)::integer' END, source);
            EXECUTE format('CREATE INDEX %I ON %I (asset, exchange, "timestamp" DESC)', each.view_name || '_by_market',
                each.view_name);
            PERFORM add_continuous_aggregate_policy(each.view_name::text::regclass, start_offset => NULL,
                end_offset => INTERVAL '1 hour',
                schedule_interval => CASE
                    WHEN each.width = interval '1 month' THEN INTERVAL '4 months'
                    WHEN each.width >= interval '168 hours' THEN INTERVAL '1 week'
                    ELSE least(each.width, INTERVAL '1 day') END,
                initial_start => timestamptz '2024-01-01 01:00+00' + minute * interval '1 minute',
                timezone => 'UTC');
        END IF;
        minute := minute + 5;
        PERFORM describe_longer_candles(each.view_name, each.timeframe);
    END LOOP;
END
$migration$;
