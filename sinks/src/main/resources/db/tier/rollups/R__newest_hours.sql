-- What follows the hours that a statement writes, where the longer timeframes are not continuous aggregates: the newest
-- hour of every market, the calendar, and the longer candles.
--
-- New hours are merged into the longer candles without reading other hours. That is exact where all new hours of a bucket
-- are later, or all earlier, than the stored ones. Otherwise the day is rebuilt from its hours, and its longer buckets from
-- their days: if hours lie between others, or if a stored candle has the new hours already, because the statement
-- updated other hours of the same day, whose trigger runs first. Updated and deleted hours are always rebuilt.

-- The rows of the markets are locked first, so that transactions which write hours of one market follow each other: the
-- statements after it see what the earlier one committed.
CREATE OR REPLACE FUNCTION record_candle_hours(assets text[], exchanges text[], oldest_hours timestamptz[],
    newest_hours timestamptz[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO candle_markets AS recorded (asset, exchange, oldest, newest)
    SELECT asset, exchange, min(oldest), max(newest)
    FROM unnest(assets, exchanges, oldest_hours, newest_hours) AS touched (asset, exchange, oldest, newest)
    GROUP BY asset, exchange
    ORDER BY asset, exchange
    ON CONFLICT (asset, exchange) DO UPDATE
        SET oldest = least(recorded.oldest, excluded.oldest),
            newest = greatest(recorded.newest, excluded.newest)
        WHERE excluded.oldest < recorded.oldest OR excluded.newest > recorded.newest;

    PERFORM extend_candle_calendar(ARRAY(
        SELECT DISTINCT date_trunc('year', hour, 'UTC') FROM unnest(oldest_hours) AS hour));
END
$$;

COMMENT ON FUNCTION record_candle_hours(text[], text[], timestamptz[], timestamptz[]) IS
    'Locks the markets of changed hours, and records their range and years: arrays of asset, exchange, and the oldest and newest changed hour, one element per market and day';

CREATE OR REPLACE FUNCTION rebuild_longer_candles(assets text[], exchanges text[], days timestamptz[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM longer_candles AS stored USING unnest(assets, exchanges, days) AS touched (asset, exchange, day)
    WHERE stored.timeframe = '1d' AND stored.asset = touched.asset AND stored.exchange = touched.exchange
        AND stored."timestamp" = touched.day
        AND NOT EXISTS (
            SELECT FROM h1_data AS hour WHERE hour.asset = touched.asset AND hour.exchange = touched.exchange
                AND hour."timestamp" >= touched.day AND hour."timestamp" < touched.day + interval '24 hours');

    INSERT INTO longer_candles AS stored
        (timeframe, asset, exchange, "timestamp", first_id, last_id, open, high, low, close, volume, hours, known_at)
    SELECT '1d', touched.asset, touched.exchange, touched.day, bucket.*
    FROM unnest(assets, exchanges, days) AS touched (asset, exchange, day)
    CROSS JOIN LATERAL (
        SELECT min(last_id), max(last_id), (array_agg(open ORDER BY last_id))[1], max(high), min(low),
               (array_agg(close ORDER BY last_id DESC))[1], sum(volume), count(*),
               nullif(max(coalesce(known_at, 'infinity')), 'infinity')
        FROM h1_data AS hour
        WHERE hour.asset = touched.asset AND hour.exchange = touched.exchange
            AND hour."timestamp" >= touched.day AND hour."timestamp" < touched.day + interval '24 hours'
        HAVING count(*) > 0) AS bucket
    ORDER BY 2, 3, 4
    ON CONFLICT (timeframe, asset, exchange, "timestamp") DO UPDATE
        SET first_id = excluded.first_id, last_id = excluded.last_id, open = excluded.open, high = excluded.high,
            low = excluded.low, close = excluded.close, volume = excluded.volume, hours = excluded.hours,
            known_at = excluded.known_at;

    DELETE FROM longer_candles AS stored USING candle_timeframes AS t, unnest(assets, exchanges, days) AS touched (asset, exchange, day)
    WHERE t.timeframe NOT LIKE '%h' AND t.timeframe <> '1d' AND stored.timeframe = t.timeframe
        AND stored.asset = touched.asset AND stored.exchange = touched.exchange
        AND stored."timestamp" = candle_bucket(t.width, touched.day)
        AND NOT EXISTS (
            SELECT FROM longer_candles AS day WHERE day.timeframe = '1d'
                AND day.asset = touched.asset AND day.exchange = touched.exchange
                AND day."timestamp" >= stored."timestamp"
                AND day."timestamp" < candle_bucket_end(t.width, stored."timestamp"));

    INSERT INTO longer_candles AS stored
        (timeframe, asset, exchange, "timestamp", first_id, last_id, open, high, low, close, volume, hours, known_at)
    SELECT touched.timeframe, touched.asset, touched.exchange, touched.bucket, bucket.*
    FROM (SELECT DISTINCT t.timeframe, t.width, asset, exchange, candle_bucket(t.width, day) AS bucket
          FROM unnest(assets, exchanges, days) AS touched (asset, exchange, day)
          JOIN candle_timeframes AS t ON t.timeframe NOT LIKE '%h' AND t.timeframe <> '1d') AS touched
    CROSS JOIN LATERAL (
        SELECT min(first_id), max(last_id), (array_agg(open ORDER BY first_id))[1], max(high), min(low),
               (array_agg(close ORDER BY first_id DESC))[1], sum(volume), sum(hours),
               nullif(max(coalesce(known_at, 'infinity')), 'infinity')
        FROM longer_candles AS day
        WHERE day.timeframe = '1d' AND day.asset = touched.asset AND day.exchange = touched.exchange
            AND day."timestamp" >= touched.bucket AND day."timestamp" < candle_bucket_end(touched.width, touched.bucket)
        HAVING count(*) > 0) AS bucket
    ORDER BY 1, 2, 3, 4
    ON CONFLICT (timeframe, asset, exchange, "timestamp") DO UPDATE
        SET first_id = excluded.first_id, last_id = excluded.last_id, open = excluded.open, high = excluded.high,
            low = excluded.low, close = excluded.close, volume = excluded.volume, hours = excluded.hours,
            known_at = excluded.known_at;
END
$$;

COMMENT ON FUNCTION rebuild_longer_candles(text[], text[], timestamptz[]) IS
    'Rebuilds the longer candles of days whose hours changed, after record_candle_hours(): arrays of asset, exchange and day';

-- The triggers run with the rights of the owner: nobody else writes the tables behind the views. Hours that retention
-- removes, or that arrive after it did, change no longer candle: its other hours are gone.
CREATE OR REPLACE FUNCTION follow_inserted_hours() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    kept_from timestamptz := hours_kept_from();
    days      longer_candles[];
    buckets   longer_candles[];
    oldest    timestamptz[];
    newest    timestamptz[];
    touched   record;
BEGIN
    -- the smallest and the largest pair of id and price: one pass, and no sort for each day
    SELECT array_agg(candle), array_agg(oldest_hour), array_agg(newest_hour) INTO days, oldest, newest
    FROM (SELECT ROW('1d', asset, exchange, candle_bucket('24 hours', "timestamp"),
                     (min(ARRAY[last_id, open]))[1], (max(ARRAY[last_id, close]))[1], (min(ARRAY[last_id, open]))[2],
                     max(high), min(low), (max(ARRAY[last_id, close]))[2], sum(volume), count(*),
                     nullif(max(coalesce(known_at, 'infinity')), 'infinity'))::longer_candles AS candle,
                 min("timestamp") AS oldest_hour, max("timestamp") AS newest_hour
          FROM inserted
          WHERE "timestamp" >= kept_from
          GROUP BY asset, exchange, candle_bucket('24 hours', "timestamp")) AS day;
    IF days IS NULL THEN
        RETURN NULL;
    END IF;

    SELECT array_agg(asset) AS assets, array_agg(exchange) AS exchanges INTO touched FROM unnest(days);
    PERFORM record_candle_hours(touched.assets, touched.exchanges, oldest, newest);

    buckets := days || ARRAY(
        SELECT ROW(t.timeframe, asset, exchange, candle_bucket(t.width, "timestamp"),
                   (min(ARRAY[first_id, open]))[1], (max(ARRAY[last_id, close]))[1], (min(ARRAY[first_id, open]))[2],
                   max(high), min(low), (max(ARRAY[last_id, close]))[2], sum(volume), sum(hours),
                   nullif(max(coalesce(known_at, 'infinity')), 'infinity'))::longer_candles
        FROM unnest(days) AS day
        JOIN candle_timeframes AS t ON t.timeframe NOT LIKE '%h' AND t.timeframe <> '1d'
        GROUP BY t.timeframe, asset, exchange, candle_bucket(t.width, "timestamp"));

    WITH merged AS (
        INSERT INTO longer_candles AS stored
            (timeframe, asset, exchange, "timestamp", first_id, last_id, open, high, low, close, volume, hours, known_at)
        SELECT timeframe, asset, exchange, "timestamp", first_id, last_id, open, high, low, close, volume, hours, known_at
        FROM unnest(buckets)
        ORDER BY 1, 2, 3, 4
        ON CONFLICT (timeframe, asset, exchange, "timestamp") DO UPDATE
            SET first_id = least(stored.first_id, excluded.first_id),
                last_id = greatest(stored.last_id, excluded.last_id),
                open = CASE WHEN excluded.first_id < stored.first_id THEN excluded.open ELSE stored.open END,
                high = greatest(stored.high, excluded.high),
                low = least(stored.low, excluded.low),
                close = CASE WHEN excluded.last_id > stored.last_id THEN excluded.close ELSE stored.close END,
                volume = stored.volume + excluded.volume,
                hours = stored.hours + excluded.hours,
                known_at = CASE WHEN stored.known_at IS NOT NULL AND excluded.known_at IS NOT NULL
                                THEN greatest(stored.known_at, excluded.known_at) END
            WHERE excluded.first_id > stored.last_id OR excluded.last_id < stored.first_id
        RETURNING timeframe, asset, exchange, "timestamp"),
    overlapping AS (
        SELECT timeframe, asset, exchange, "timestamp" FROM unnest(buckets) EXCEPT SELECT * FROM merged)
    SELECT array_agg(asset) AS assets, array_agg(exchange) AS exchanges, array_agg("timestamp") AS days INTO touched
    FROM unnest(days) AS day
    WHERE EXISTS (
        SELECT FROM overlapping LEFT JOIN candle_timeframes AS t USING (timeframe)
        WHERE overlapping.asset = day.asset AND overlapping.exchange = day.exchange
            AND overlapping."timestamp" = candle_bucket(coalesce(t.width, '24 hours'), day."timestamp"));
    IF touched.assets IS NOT NULL THEN
        PERFORM rebuild_longer_candles(touched.assets, touched.exchanges, touched.days);
    END IF;
    RETURN NULL;
END
$$;

COMMENT ON FUNCTION follow_inserted_hours() IS 'Merges the hours that one statement inserted into the longer candles';

CREATE OR REPLACE FUNCTION follow_changed_hours() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    changed   record;
    kept_from timestamptz := hours_kept_from();
BEGIN
    IF TG_OP = 'UPDATE' THEN
        SELECT array_agg(asset) AS assets, array_agg(exchange) AS exchanges, array_agg(day) AS days,
               array_agg(oldest) AS oldest, array_agg(newest) AS newest
        INTO changed
        FROM (SELECT asset, exchange, candle_bucket('24 hours', "timestamp") AS day,
                     min("timestamp") AS oldest, max("timestamp") AS newest
              FROM (SELECT asset, exchange, "timestamp" FROM before_update
                    UNION ALL
                    SELECT asset, exchange, "timestamp" FROM after_update) AS hour
              WHERE "timestamp" >= kept_from
              GROUP BY 1, 2, 3) AS touched;
    ELSE
        SELECT array_agg(asset) AS assets, array_agg(exchange) AS exchanges, array_agg(day) AS days,
               array_agg(oldest) AS oldest, array_agg(newest) AS newest
        INTO changed
        FROM (SELECT asset, exchange, candle_bucket('24 hours', "timestamp") AS day,
                     min("timestamp") AS oldest, max("timestamp") AS newest
              FROM deleted
              WHERE "timestamp" >= kept_from
              GROUP BY 1, 2, 3) AS touched;
    END IF;
    IF changed.assets IS NOT NULL THEN
        PERFORM record_candle_hours(changed.assets, changed.exchanges, changed.oldest, changed.newest);
        PERFORM rebuild_longer_candles(changed.assets, changed.exchanges, changed.days);
    END IF;
    RETURN NULL;
END
$$;

COMMENT ON FUNCTION follow_changed_hours() IS 'Rebuilds the longer candles of the hours that one statement updated or deleted';

CREATE OR REPLACE FUNCTION empty_longer_candles() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    TRUNCATE longer_candles, candle_markets;
    DELETE FROM dropped_rows WHERE table_name = 'h1_data';
    RETURN NULL;
END
$$;

COMMENT ON FUNCTION empty_longer_candles() IS 'Empties the longer candles together with h1_data';

CREATE OR REPLACE TRIGGER h1_data_inserted AFTER INSERT ON h1_data
REFERENCING NEW TABLE AS inserted
FOR EACH STATEMENT EXECUTE FUNCTION follow_inserted_hours();
CREATE OR REPLACE TRIGGER h1_data_updated AFTER UPDATE ON h1_data
REFERENCING OLD TABLE AS before_update NEW TABLE AS after_update
FOR EACH STATEMENT EXECUTE FUNCTION follow_changed_hours();
CREATE OR REPLACE TRIGGER h1_data_deleted AFTER DELETE ON h1_data
REFERENCING OLD TABLE AS deleted
FOR EACH STATEMENT EXECUTE FUNCTION follow_changed_hours();
CREATE OR REPLACE TRIGGER h1_data_truncated AFTER TRUNCATE ON h1_data
FOR EACH STATEMENT EXECUTE FUNCTION empty_longer_candles();

-- of earlier versions
DROP TRIGGER IF EXISTS h1_data_markets ON h1_data;
DROP FUNCTION IF EXISTS note_candle_markets();
DROP FUNCTION IF EXISTS rebuild_longer_candles(text[], text[], timestamptz[], timestamptz[]);
