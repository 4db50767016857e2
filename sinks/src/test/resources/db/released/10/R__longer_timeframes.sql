-- The longer timeframes on plain PostgreSQL: one view each over h1_data, with the names and columns of every tier.
--
-- The codes come from the enum Timeframe: Migrations passes them as a placeholder, so Flyway applies this file again
-- when a timeframe is added. A view is named after its code: unit, number, _data (4h is h4_data).
--
-- A plain GROUP BY over buckets reads the whole history of a market before it can return the newest 48, because the
-- planner does not know that date_bin() preserves order. Therefore the buckets are stored once, in a calendar whose
-- index has the order of the queries; each bucket then reads its own hours through the primary key of h1_data. The
-- cost does not depend on the length of a market's history, and no computed candle is stored.

CREATE TABLE IF NOT EXISTS candle_calendar (
    timeframe text        NOT NULL,
    opens     timestamptz NOT NULL,
    closes    timestamptz NOT NULL,
    CONSTRAINT candle_calendar_pkey PRIMARY KEY (timeframe, opens) INCLUDE (closes)
);

COMMENT ON TABLE candle_calendar IS 'Every bucket of the longer timeframes from 2009 to 2040: UTC, counted from Monday 2000-01-03; months are calendar months';
COMMENT ON COLUMN candle_calendar.timeframe IS 'Code of the timeframe: ${longer_timeframes}; m is the calendar month';
COMMENT ON COLUMN candle_calendar.opens IS 'Start of the bucket';
COMMENT ON COLUMN candle_calendar.closes IS 'End of the bucket (exclusive), the start of the next one';

CREATE TABLE IF NOT EXISTS candle_markets (
    asset    text        NOT NULL,
    exchange text        NOT NULL,
    oldest   timestamptz NOT NULL,
    newest   timestamptz NOT NULL,
    CONSTRAINT candle_markets_pkey PRIMARY KEY (asset, exchange)
);

COMMENT ON TABLE candle_markets IS 'Markets that have hourly candles, and their range of time; maintained by a trigger on h1_data';
COMMENT ON COLUMN candle_markets.asset IS 'Unified symbol, for example BTC/USDT';
COMMENT ON COLUMN candle_markets.exchange IS 'Lower-case venue id, for example binance';
COMMENT ON COLUMN candle_markets.oldest IS 'No hour of this market opened earlier; deleting candles does not move it';
COMMENT ON COLUMN candle_markets.newest IS 'No hour of this market opened later; deleting candles does not move it';

CREATE OR REPLACE FUNCTION note_candle_markets() RETURNS trigger
LANGUAGE plpgsql AS
$$
BEGIN
    INSERT INTO candle_markets AS recorded (asset, exchange, oldest, newest)
    SELECT asset, exchange, min("timestamp"), max("timestamp")
    FROM inserted
    GROUP BY asset, exchange
    ORDER BY asset, exchange
    ON CONFLICT (asset, exchange) DO UPDATE
        SET oldest = least(recorded.oldest, excluded.oldest),
            newest = greatest(recorded.newest, excluded.newest)
        WHERE excluded.oldest < recorded.oldest OR excluded.newest > recorded.newest;
    RETURN NULL;
END
$$;

COMMENT ON FUNCTION note_candle_markets() IS 'Widens candle_markets by the hours that one statement inserted into h1_data';

CREATE OR REPLACE TRIGGER h1_data_markets
AFTER INSERT ON h1_data
REFERENCING NEW TABLE AS inserted
FOR EACH STATEMENT EXECUTE FUNCTION note_candle_markets();

-- only once: from then on the trigger maintains the table
INSERT INTO candle_markets (asset, exchange, oldest, newest)
SELECT asset, exchange, min("timestamp"), max("timestamp")
FROM h1_data
WHERE NOT EXISTS (SELECT FROM candle_markets)
GROUP BY asset, exchange;

DO $migration$
DECLARE
    codes     text[] := string_to_array('${longer_timeframes}', ' ');
    code      text;
    number    integer;
    unit      text;
    width     interval;
    view_name text;
    described record;
BEGIN
    FOREACH code IN ARRAY codes LOOP
        number := left(code, -1)::integer;
        unit := CASE right(code, 1) WHEN 'h' THEN 'hour' WHEN 'd' THEN 'day' WHEN 'w' THEN 'week' WHEN 'm' THEN 'month' END;
        width := (number || ' ' || unit)::interval;
        view_name := right(code, 1) || number || '_data';

        -- steps in UTC, where a day always has 24 hours, whatever the time zone of the session
        INSERT INTO candle_calendar (timeframe, opens, closes)
        SELECT code, opens AT TIME ZONE 'UTC', (opens + width) AT TIME ZONE 'UTC'
        FROM generate_series(
            CASE WHEN unit = 'month' THEN timestamp '2009-01-01'
                 ELSE date_bin(width, timestamp '2009-01-01', timestamp '2000-01-03') END,
            timestamp '2040-01-01' - interval '1 second', width) AS opens
        ON CONFLICT DO NOTHING;

        EXECUTE format($view$
            CREATE OR REPLACE VIEW %1$I AS
            SELECT bucket.last_id, market.asset, market.exchange, calendar.opens AS "timestamp",
                   bucket.open, bucket.high, bucket.low, bucket.close, bucket.volume
            FROM candle_calendar AS calendar
            JOIN candle_markets AS market ON calendar.opens <= market.newest AND calendar.closes > market.oldest
            CROSS JOIN LATERAL (
                SELECT (array_agg(last_id ORDER BY "timestamp"))[count(*)] AS last_id,
                       (array_agg(open ORDER BY "timestamp"))[1] AS open,
                       max(high) AS high,
                       min(low) AS low,
                       (array_agg(close ORDER BY "timestamp"))[count(*)] AS close,
                       sum(volume) AS volume
                FROM h1_data
                WHERE asset = market.asset AND exchange = market.exchange
                    AND "timestamp" >= calendar.opens AND "timestamp" < calendar.closes
                HAVING count(*) > 0) AS bucket
            WHERE calendar.timeframe = %2$L
                AND calendar.opens <= (SELECT max("timestamp") FROM h1_data)
                AND calendar.closes > (SELECT min("timestamp") FROM h1_data)
            $view$, view_name, code);

        EXECUTE format('COMMENT ON VIEW %I IS %L', view_name, format(
            'Candles of %s %s%s, built from the hourly ones; the newest may still be open',
            CASE number WHEN 1 THEN 'one' ELSE number::text END,
            CASE unit WHEN 'month' THEN 'calendar month' ELSE unit END,
            CASE number WHEN 1 THEN '' ELSE 's' END));
        FOR described IN VALUES
            ('last_id', 'last_id of the last hourly candle inside the bucket; joins indicators where timeframe is ' || code),
            ('asset', 'Unified symbol, for example BTC/USDT'),
            ('exchange', 'Lower-case venue id, for example binance'),
            ('timestamp', 'Start of the bucket'),
            ('open', 'First price of the bucket, in the quote'),
            ('high', 'Highest price of the bucket, in the quote'),
            ('low', 'Lowest price of the bucket, in the quote'),
            ('close', 'Last price of the bucket, in the quote'),
            ('volume', 'Traded volume of the bucket, in units of the base')
        LOOP
            EXECUTE format('COMMENT ON COLUMN %I.%I IS %L', view_name, described.column1, described.column2);
        END LOOP;
    END LOOP;

    -- indicators accepts a timeframe that was added after its migration; NOT VALID, because rows that the old
    -- constraint accepted need no second check, and checking them would lock the table
    IF EXISTS (
        SELECT FROM pg_constraint, unnest(codes) AS required
        WHERE conrelid = 'indicators'::regclass AND conname = 'indicators_timeframe'
            AND strpos(pg_get_constraintdef(pg_constraint.oid), quote_literal(required)) = 0
    ) THEN
        ALTER TABLE indicators DROP CONSTRAINT indicators_timeframe;
        EXECUTE format('ALTER TABLE indicators ADD CONSTRAINT indicators_timeframe CHECK (timeframe IN (''1h'', %s)) NOT VALID',
            (SELECT string_agg(quote_literal(required), ', ') FROM unnest(codes) AS required));
    END IF;
    EXECUTE format('COMMENT ON COLUMN indicators.timeframe IS %L',
        '1h ' || array_to_string(codes, ' ') || '; m is the calendar month');
END
$migration$;

ANALYZE candle_calendar;
