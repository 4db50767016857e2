-- The longer timeframes without continuous aggregates: the same views as on TimescaleDB Community.
--
-- Timeframes of days and more are stored, in longer_candles, and maintained by triggers in the transaction that writes
-- the hours (R__newest_hours.sql): a question about all markets reads days and not hours.
--
-- Timeframes below a day would nearly double the table and the price of a load. Their views read the hours of each
-- bucket through the primary key of h1_data. The buckets are stored once, in a calendar whose index has the order of
-- the queries, because the planner does not know that date_bin() preserves order; it grows with the hours.
--
-- Applied again when the timeframes change: ${longer_timeframes}

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_class WHERE relname LIKE '\_materialized\_hypertable\_%' AND relkind = 'r') THEN
        RAISE EXCEPTION 'this database has continuous aggregates, and this server cannot maintain them: its TimescaleDB is not the Community edition (timescaledb.license)';
    END IF;
END
$$;

CREATE TABLE IF NOT EXISTS longer_candles (
    timeframe   text        NOT NULL,
    asset       text        NOT NULL,
    exchange    text        NOT NULL,
    "timestamp" timestamptz NOT NULL,
    first_id    bigint      NOT NULL,
    last_id     bigint      NOT NULL,
    open        numeric     NOT NULL,
    high        numeric     NOT NULL,
    low         numeric     NOT NULL,
    close       numeric     NOT NULL,
    volume      numeric     NOT NULL,
    hours       integer     NOT NULL,
    CONSTRAINT longer_candles_pkey PRIMARY KEY (timeframe, asset, exchange, "timestamp")
) PARTITION BY LIST (timeframe);
-- the hours of earlier releases have no known_at, so their longer candles have none
ALTER TABLE longer_candles ADD COLUMN IF NOT EXISTS known_at timestamptz;
CREATE INDEX IF NOT EXISTS longer_candles_by_time ON longer_candles (timeframe, "timestamp");

COMMENT ON TABLE longer_candles IS 'Candles of days and more, maintained by triggers on h1_data; read them through d1_data and the other views';
COMMENT ON COLUMN longer_candles.timeframe IS 'Code of the timeframe, of days, weeks or months';
COMMENT ON COLUMN longer_candles.asset IS 'Unified symbol, for example BTC/USDT';
COMMENT ON COLUMN longer_candles.exchange IS 'Lower-case venue id, for example binance';
COMMENT ON COLUMN longer_candles."timestamp" IS 'Start of the bucket';
COMMENT ON COLUMN longer_candles.first_id IS 'last_id of the first hourly candle inside the bucket';
COMMENT ON COLUMN longer_candles.last_id IS 'last_id of the last hourly candle inside the bucket';
COMMENT ON COLUMN longer_candles.open IS 'First price of the bucket, in the quote';
COMMENT ON COLUMN longer_candles.high IS 'Highest price of the bucket, in the quote';
COMMENT ON COLUMN longer_candles.low IS 'Lowest price of the bucket, in the quote';
COMMENT ON COLUMN longer_candles.close IS 'Last price of the bucket, in the quote';
COMMENT ON COLUMN longer_candles.volume IS 'Traded volume of the bucket, in units of the base';
COMMENT ON COLUMN longer_candles.hours IS 'Number of hourly candles inside the bucket';
COMMENT ON COLUMN longer_candles.known_at IS 'When the newest of its hours became known; null if that of an hour is unavailable';

CREATE TABLE IF NOT EXISTS candle_calendar (
    timeframe text        NOT NULL,
    opens     timestamptz NOT NULL,
    closes    timestamptz NOT NULL,
    CONSTRAINT candle_calendar_pkey PRIMARY KEY (timeframe, opens) INCLUDE (closes)
);

COMMENT ON TABLE candle_calendar IS 'Every bucket of the timeframes below a day, in the years that have hours; maintained by a trigger on h1_data';
COMMENT ON COLUMN candle_calendar.timeframe IS 'Code of the timeframe, of hours';
COMMENT ON COLUMN candle_calendar.opens IS 'Start of the bucket';
COMMENT ON COLUMN candle_calendar.closes IS 'End of the bucket (exclusive), the start of the next one';

CREATE OR REPLACE FUNCTION extend_candle_calendar(years timestamptz[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO candle_calendar (timeframe, opens, closes)
    SELECT t.timeframe, bucket, bucket + t.width
    FROM unnest(years) AS year
    CROSS JOIN candle_timeframes AS t
    CROSS JOIN LATERAL generate_series(candle_bucket(t.width, year),
        candle_bucket_end('1 year', year) - interval '1 second', t.width) AS bucket
    WHERE t.timeframe LIKE '%h' AND (
        -- one lookup, whatever the planner's estimates are
        SELECT known.opens FROM candle_calendar AS known
        WHERE known.timeframe = t.timeframe AND known.opens >= year AND known.opens < year + t.width
        LIMIT 1) IS NULL
    ON CONFLICT DO NOTHING
$$;

COMMENT ON FUNCTION extend_candle_calendar(timestamptz[]) IS 'Adds the buckets of these years to candle_calendar, where they are missing; a year is its first moment';

DO $migration$
DECLARE
    each      record;
    described record;
BEGIN
    -- days are stored even if they have no view: the longer buckets are built from them
    FOR each IN
        SELECT timeframe, 'longer_candles_' || timeframe AS partition
        FROM (SELECT timeframe FROM candle_timeframes WHERE timeframe NOT LIKE '%h' UNION SELECT '1d') AS stored
        WHERE to_regclass('longer_candles_' || timeframe) IS NULL
    LOOP
        EXECUTE format('CREATE TABLE %I PARTITION OF longer_candles FOR VALUES IN (%L)', each.partition, each.timeframe);
        EXECUTE format('COMMENT ON TABLE %I IS %L', each.partition,
            'Partition of longer_candles for the timeframe ' || each.timeframe);
        FOR described IN
            SELECT attname, col_description(attrelid, attnum) AS description
            FROM pg_attribute WHERE attrelid = 'longer_candles'::regclass AND attnum > 0
        LOOP
            EXECUTE format('COMMENT ON COLUMN %I.%I IS %L', each.partition, described.attname, described.description);
        END LOOP;
    END LOOP;
END
$migration$;

-- Hours that were there before the triggers, and timeframes that are new.
INSERT INTO candle_markets (asset, exchange, oldest, newest)
SELECT asset, exchange, min("timestamp"), max("timestamp")
FROM h1_data
WHERE NOT EXISTS (SELECT FROM candle_markets)
GROUP BY asset, exchange;

DELETE FROM candle_calendar WHERE timeframe NOT IN (SELECT timeframe FROM candle_timeframes WHERE timeframe LIKE '%h');

SELECT extend_candle_calendar(ARRAY(
    SELECT DISTINCT date_trunc('year', year, 'UTC')
    FROM candle_markets, generate_series(date_trunc('year', oldest, 'UTC'), newest, interval '8784 hours') AS year
    UNION
    SELECT DISTINCT date_trunc('year', newest, 'UTC') FROM candle_markets));

INSERT INTO longer_candles
    (timeframe, asset, exchange, "timestamp", first_id, last_id, open, high, low, close, volume, hours, known_at)
SELECT '1d', asset, exchange, date_bin('24 hours', "timestamp", '2000-01-03 00:00:00+00'::timestamptz),
       min(last_id), max(last_id), (array_agg(open ORDER BY last_id))[1], max(high), min(low),
       (array_agg(close ORDER BY last_id DESC))[1], sum(volume), count(*),
       nullif(max(coalesce(known_at, 'infinity')), 'infinity')
FROM h1_data
WHERE NOT EXISTS (SELECT FROM longer_candles WHERE timeframe = '1d')
GROUP BY 1, 2, 3, 4;

INSERT INTO longer_candles
    (timeframe, asset, exchange, "timestamp", first_id, last_id, open, high, low, close, volume, hours, known_at)
SELECT t.timeframe, asset, exchange, candle_bucket(t.width, "timestamp"),
       min(first_id), max(last_id), (array_agg(open ORDER BY first_id))[1], max(high), min(low),
       (array_agg(close ORDER BY first_id DESC))[1], sum(volume), sum(hours),
       nullif(max(coalesce(known_at, 'infinity')), 'infinity')
FROM longer_candles AS day
JOIN candle_timeframes AS t ON t.timeframe NOT LIKE '%h' AND t.timeframe <> '1d'
WHERE day.timeframe = '1d' AND NOT EXISTS (SELECT FROM longer_candles AS known WHERE known.timeframe = t.timeframe)
GROUP BY 1, 2, 3, 4;

-- Of two comparisons whose values it does not know the planner expects a ninth of the buckets: fewer than a page has, so that
-- it would compute a market's whole history before it sorts and takes the newest ones. Of IS NOT NULL it expects nearly all.
DO $migration$
DECLARE
    each record;
BEGIN
    FOR each IN SELECT timeframe, width, view_name FROM candle_timeframes LOOP
        IF each.timeframe LIKE '%h' THEN
            EXECUTE format($view$
                CREATE OR REPLACE VIEW %1$I AS
                SELECT bucket.last_id, market.asset, market.exchange, calendar.opens AS "timestamp",
                       bucket.open, bucket.high, bucket.low, bucket.close, bucket.volume, bucket.hours,
                       calendar.closes AS closes_at, bucket.known_at
                FROM candle_calendar AS calendar
                JOIN candle_markets AS market
                    ON nullif(calendar.opens <= market.newest AND calendar.closes > market.oldest
                        AND calendar.closes > (SELECT min("timestamp") FROM h1_data), false) IS NOT NULL
                CROSS JOIN LATERAL (
                    SELECT (array_agg(last_id ORDER BY "timestamp"))[count(*)] AS last_id,
                           (array_agg(open ORDER BY "timestamp"))[1] AS open,
                           max(high) AS high,
                           min(low) AS low,
                           (array_agg(close ORDER BY "timestamp"))[count(*)] AS close,
                           sum(volume) AS volume,
                           count(*)::integer AS hours,
                           nullif(max(coalesce(known_at, 'infinity')), 'infinity') AS known_at
                    FROM h1_data
                    WHERE asset = market.asset AND exchange = market.exchange
                        AND "timestamp" >= calendar.opens AND "timestamp" < calendar.closes
                    HAVING count(*) > 0) AS bucket
                WHERE calendar.timeframe = %2$L
                    AND calendar.opens <= (SELECT max("timestamp") FROM h1_data)
                $view$, each.view_name, each.timeframe);
        ELSE
            EXECUTE format($view$
                CREATE OR REPLACE VIEW %1$I AS
                SELECT last_id, asset, exchange, "timestamp", open, high, low, close, volume, hours,
                       candle_bucket_end(%3$L, "timestamp") AS closes_at, known_at
                FROM longer_candles
                WHERE timeframe = %2$L
                $view$, each.view_name, each.timeframe, each.width);
        END IF;
        PERFORM describe_longer_candles(each.view_name, each.timeframe);
    END LOOP;
END
$migration$;

ANALYZE candle_calendar;
