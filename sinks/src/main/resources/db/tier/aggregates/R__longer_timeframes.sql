-- The longer timeframes on TimescaleDB Community: real-time continuous aggregates with the names and columns of every
-- tier. Timeframes up to a day are built from the hours, longer ones from the days: a correction of a stored hour is
-- then visible in a bucket in progress as soon as its day is refreshed.
--
-- Created without data: materialising the bucket in progress would hide its later hours. Policies start without a limit,
-- because what was never materialised below the end of the stored buckets is not visible. For the same reason they store
-- the oldest buckets first: a refresh has several transactions. None runs at once, and those on days run an hour apart: a
-- first refresh that reads the days while they are stored misses some, and would store that.
--
-- Applied again when the timeframes change: ${longer_timeframes}

DO $$
BEGIN
    IF to_regclass('longer_candles') IS NOT NULL AND isfinite(hours_kept_from()) THEN
        RAISE EXCEPTION 'the longer candles before % cannot be moved: retention has removed their hours, and continuous aggregates are built from hours', hours_kept_from();
    END IF;
END
$$;

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
DROP FUNCTION IF EXISTS rebuild_longer_candles(text[], text[], timestamptz[]);
DROP FUNCTION IF EXISTS record_candle_hours(text[], text[], timestamptz[], timestamptz[]);
DROP FUNCTION IF EXISTS follow_inserted_hours();
DROP FUNCTION IF EXISTS extend_candle_calendar(timestamptz[]);
DROP TABLE IF EXISTS longer_candles;
DROP TABLE IF EXISTS candle_calendar;

-- Columns cannot be added to a continuous aggregate: those of an earlier release are dropped, the ones on days first, and
-- created anew. Until their policies have run they are computed when they are read.
DO $$
DECLARE
    each record;
BEGIN
    FOR each IN
        SELECT a.view_name FROM timescaledb_information.continuous_aggregates AS a
        JOIN candle_timeframes AS t ON a.view_schema = 'public' AND t.view_name = a.view_name
        WHERE EXISTS (
            SELECT FROM timescaledb_information.continuous_aggregates AS old
            JOIN candle_timeframes AS known ON old.view_schema = 'public' AND known.view_name = old.view_name
            WHERE NOT EXISTS (
                SELECT FROM pg_attribute
                WHERE attrelid = to_regclass('public.' || quote_ident(old.view_name::text)) AND attname = 'known_at'))
        ORDER BY t.width DESC
    LOOP
        EXECUTE format('DROP MATERIALIZED VIEW %I', each.view_name);
    END LOOP;
END
$$;

DO $migration$
DECLARE
    each     record;
    source   name;
    schedule interval;
    minute   integer := 0;
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
                       candle_bucket_end(%2$L::interval, time_bucket(%2$L::interval, "timestamp")) AS closes_at,
                       nullif(max(coalesce(known_at, 'infinity')), 'infinity') AS known_at
                FROM %4$I
                GROUP BY asset, exchange, time_bucket(%2$L::interval, "timestamp")
                WITH NO DATA
                $view$, each.view_name, each.width,
                CASE source WHEN 'h1_data' THEN 'count(*)::integer' ELSE 'sum(hours)::integer' END, source);
            EXECUTE format('CREATE INDEX %I ON %I (asset, exchange, "timestamp" DESC)', each.view_name || '_by_market',
                each.view_name);
            schedule := CASE
                WHEN each.width = interval '1 month' THEN interval '4 months'
                WHEN each.width >= interval '168 hours' THEN interval '1 week'
                ELSE least(each.width, interval '1 day') END;
            minute := minute + CASE source WHEN 'h1_data' THEN 5 ELSE 65 END;
            PERFORM add_continuous_aggregate_policy(each.view_name::text::regclass, start_offset => NULL,
                end_offset => INTERVAL '1 hour',
                schedule_interval => schedule,
                initial_start => (
                    SELECT min(run) FROM generate_series(timestamptz '2024-01-01 01:00+00' + minute * interval '1 minute',
                        now() + schedule, schedule) AS run
                    WHERE run > now()),
                timezone => 'UTC',
                refresh_newest_first => false);
        END IF;
        PERFORM describe_longer_candles(each.view_name, each.timeframe);
    END LOOP;
END
$migration$;

-- Hours that arrive later than a policy may have stored their buckets. The sinks process refreshes what they touch, and
-- then removes the rows.
CREATE TABLE IF NOT EXISTS candle_refreshes (
    id           bigint      GENERATED ALWAYS AS IDENTITY,
    oldest       timestamptz NOT NULL,
    newest       timestamptz NOT NULL,
    requested_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT candle_refreshes_pkey PRIMARY KEY (id)
);

COMMENT ON TABLE candle_refreshes IS 'Late, revised and deleted hours that the stored longer candles do not have yet, one row per statement that changed them';
COMMENT ON COLUMN candle_refreshes.id IS 'Number of the request';
COMMENT ON COLUMN candle_refreshes.oldest IS 'Open time of the oldest changed hour';
COMMENT ON COLUMN candle_refreshes.newest IS 'Open time of the newest changed hour';
COMMENT ON COLUMN candle_refreshes.requested_at IS 'When the hours were changed';

-- A policy stores a bucket one hour after its end at the earliest: until two hours after its opening, an hour is in none.
CREATE OR REPLACE FUNCTION request_candle_refresh() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    late_until timestamptz := now() - interval '2 hours';
    deleted    text[]      := string_to_array(current_setting('cda.deleted_hours', true), ' ');
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO candle_refreshes (oldest, newest)
        SELECT min("timestamp"), max("timestamp") FROM inserted WHERE "timestamp" <= late_until HAVING count(*) > 0;
    ELSIF TG_OP = 'UPDATE' THEN
        INSERT INTO candle_refreshes (oldest, newest)
        SELECT min("timestamp"), max("timestamp")
        FROM (SELECT "timestamp" FROM before_update UNION ALL SELECT "timestamp" FROM after_update) AS hour
        WHERE "timestamp" <= late_until HAVING count(*) > 0;
    ELSIF cardinality(deleted) = 2 THEN
        INSERT INTO candle_refreshes (oldest, newest) VALUES (to_timestamp(deleted[1]::bigint), to_timestamp(deleted[2]::bigint));
        PERFORM set_config('cda.deleted_hours', '', true);
    END IF;
    RETURN NULL;
END
$$;

COMMENT ON FUNCTION request_candle_refresh() IS 'Requests a refresh of the longer candles of the late hours that one statement inserted, updated or deleted';

-- A table with a columnstore has no transition table of deleted rows.
CREATE OR REPLACE FUNCTION note_deleted_hour() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    noted text[] := string_to_array(current_setting('cda.deleted_hours', true), ' ');
    hour  bigint := extract(epoch FROM OLD."timestamp");
BEGIN
    IF cardinality(noted) IS DISTINCT FROM 2 THEN
        PERFORM set_config('cda.deleted_hours', hour || ' ' || hour, true);
    ELSIF hour NOT BETWEEN noted[1]::bigint AND noted[2]::bigint THEN
        PERFORM set_config('cda.deleted_hours',
            least(hour, noted[1]::bigint) || ' ' || greatest(hour, noted[2]::bigint), true);
    END IF;
    RETURN NULL;
END
$$;

COMMENT ON FUNCTION note_deleted_hour() IS 'Notes the oldest and newest hour that a statement deletes, for request_candle_refresh()';

CREATE OR REPLACE TRIGGER h1_data_inserted AFTER INSERT ON h1_data
REFERENCING NEW TABLE AS inserted
FOR EACH STATEMENT EXECUTE FUNCTION request_candle_refresh();
CREATE OR REPLACE TRIGGER h1_data_updated AFTER UPDATE ON h1_data
REFERENCING OLD TABLE AS before_update NEW TABLE AS after_update
FOR EACH STATEMENT EXECUTE FUNCTION request_candle_refresh();
CREATE OR REPLACE TRIGGER h1_data_deleted_hour AFTER DELETE ON h1_data
FOR EACH ROW EXECUTE FUNCTION note_deleted_hour();
CREATE OR REPLACE TRIGGER h1_data_deleted AFTER DELETE ON h1_data
FOR EACH STATEMENT EXECUTE FUNCTION request_candle_refresh();
