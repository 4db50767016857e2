-- The longer timeframes on plain PostgreSQL: views over h1_data with the names and columns of every tier.
--
-- A plain GROUP BY over buckets reads the whole history of a market before it can return the newest 48, because the
-- planner does not know that date_bin() keeps the order of its argument. So the buckets are written down once, in a
-- calendar whose index has the order that queries ask for; each bucket then reads its own hours through the primary key
-- of h1_data. How long a market's history is does not matter, and nothing computed is stored.

CREATE TABLE IF NOT EXISTS candle_calendar (
    timeframe text        NOT NULL,
    opens     timestamptz NOT NULL,
    closes    timestamptz NOT NULL,
    CONSTRAINT candle_calendar_pkey PRIMARY KEY (timeframe, opens) INCLUDE (closes)
);

COMMENT ON TABLE candle_calendar IS 'Every bucket of the longer timeframes from 2009 to 2040: UTC, counted from Monday 2000-01-03; months are calendar months';
COMMENT ON COLUMN candle_calendar.timeframe IS '2h 4h 12h 1d 3d 1w, or 1m for the calendar month';
COMMENT ON COLUMN candle_calendar.opens IS 'Start of the bucket';
COMMENT ON COLUMN candle_calendar.closes IS 'End of the bucket (exclusive), the start of the next one';

-- walks in UTC, where a day always has 24 hours, whatever the time zone of the session
INSERT INTO candle_calendar (timeframe, opens, closes)
SELECT timeframe, opens AT TIME ZONE 'UTC', (opens + width) AT TIME ZONE 'UTC'
FROM (VALUES ('2h', interval '2 hours'), ('4h', interval '4 hours'), ('12h', interval '12 hours'),
             ('1d', interval '1 day'), ('3d', interval '3 days'), ('1w', interval '7 days')) AS fixed (timeframe, width)
CROSS JOIN LATERAL generate_series(date_bin(width, timestamp '2009-01-01', timestamp '2000-01-03'),
    timestamp '2040-01-01' - interval '1 second', width) AS opens
UNION ALL
SELECT '1m', opens AT TIME ZONE 'UTC', (opens + interval '1 month') AT TIME ZONE 'UTC'
FROM generate_series(timestamp '2009-01-01', timestamp '2039-12-01', interval '1 month') AS opens
ON CONFLICT DO NOTHING;

ANALYZE candle_calendar;

CREATE TABLE IF NOT EXISTS candle_markets (
    asset    text        NOT NULL,
    exchange text        NOT NULL,
    oldest   timestamptz NOT NULL,
    newest   timestamptz NOT NULL,
    CONSTRAINT candle_markets_pkey PRIMARY KEY (asset, exchange)
);

COMMENT ON TABLE candle_markets IS 'Which markets have hourly candles, and from when to when; kept by a trigger on h1_data';
COMMENT ON COLUMN candle_markets.asset IS 'Unified symbol, for example BTC/USDT';
COMMENT ON COLUMN candle_markets.exchange IS 'Lower-case venue id, for example binance';
COMMENT ON COLUMN candle_markets.oldest IS 'No hour of this market opened before; deleted candles do not move it';
COMMENT ON COLUMN candle_markets.newest IS 'No hour of this market opened later; deleted candles do not move it';

CREATE OR REPLACE FUNCTION note_candle_markets() RETURNS trigger
LANGUAGE plpgsql AS
$$
BEGIN
    INSERT INTO candle_markets AS known (asset, exchange, oldest, newest)
    SELECT asset, exchange, min("timestamp"), max("timestamp")
    FROM arrived
    GROUP BY asset, exchange
    ORDER BY asset, exchange
    ON CONFLICT (asset, exchange) DO UPDATE
        SET oldest = least(known.oldest, excluded.oldest),
            newest = greatest(known.newest, excluded.newest)
        WHERE excluded.oldest < known.oldest OR excluded.newest > known.newest;
    RETURN NULL;
END
$$;

COMMENT ON FUNCTION note_candle_markets() IS 'Widens candle_markets by the hours that one statement inserted into h1_data';

CREATE OR REPLACE TRIGGER h1_data_markets
AFTER INSERT ON h1_data
REFERENCING NEW TABLE AS arrived
FOR EACH STATEMENT EXECUTE FUNCTION note_candle_markets();

INSERT INTO candle_markets (asset, exchange, oldest, newest)
SELECT asset, exchange, min("timestamp"), max("timestamp")
FROM h1_data
GROUP BY asset, exchange
ON CONFLICT DO NOTHING;

CREATE OR REPLACE VIEW h2_data AS
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
WHERE calendar.timeframe = '2h'
    AND calendar.opens <= (SELECT max("timestamp") FROM h1_data)
    AND calendar.closes > (SELECT min("timestamp") FROM h1_data);

COMMENT ON VIEW h2_data IS 'Candles of 2 hours, built from the hourly ones; the newest may still be open';
COMMENT ON COLUMN h2_data.last_id IS 'last_id of the last hourly candle inside the bucket; joins indicators where timeframe is 2h';
COMMENT ON COLUMN h2_data.asset IS 'Unified symbol, for example BTC/USDT';
COMMENT ON COLUMN h2_data.exchange IS 'Lower-case venue id, for example binance';
COMMENT ON COLUMN h2_data."timestamp" IS 'Start of the bucket';
COMMENT ON COLUMN h2_data.open IS 'First price of the bucket, in the quote';
COMMENT ON COLUMN h2_data.high IS 'Highest price of the bucket, in the quote';
COMMENT ON COLUMN h2_data.low IS 'Lowest price of the bucket, in the quote';
COMMENT ON COLUMN h2_data.close IS 'Last price of the bucket, in the quote';
COMMENT ON COLUMN h2_data.volume IS 'Traded volume of the bucket, in units of the base';

CREATE OR REPLACE VIEW h4_data AS
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
WHERE calendar.timeframe = '4h'
    AND calendar.opens <= (SELECT max("timestamp") FROM h1_data)
    AND calendar.closes > (SELECT min("timestamp") FROM h1_data);

COMMENT ON VIEW h4_data IS 'Candles of 4 hours, built from the hourly ones; the newest may still be open';
COMMENT ON COLUMN h4_data.last_id IS 'last_id of the last hourly candle inside the bucket; joins indicators where timeframe is 4h';
COMMENT ON COLUMN h4_data.asset IS 'Unified symbol, for example BTC/USDT';
COMMENT ON COLUMN h4_data.exchange IS 'Lower-case venue id, for example binance';
COMMENT ON COLUMN h4_data."timestamp" IS 'Start of the bucket';
COMMENT ON COLUMN h4_data.open IS 'First price of the bucket, in the quote';
COMMENT ON COLUMN h4_data.high IS 'Highest price of the bucket, in the quote';
COMMENT ON COLUMN h4_data.low IS 'Lowest price of the bucket, in the quote';
COMMENT ON COLUMN h4_data.close IS 'Last price of the bucket, in the quote';
COMMENT ON COLUMN h4_data.volume IS 'Traded volume of the bucket, in units of the base';

CREATE OR REPLACE VIEW h12_data AS
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
WHERE calendar.timeframe = '12h'
    AND calendar.opens <= (SELECT max("timestamp") FROM h1_data)
    AND calendar.closes > (SELECT min("timestamp") FROM h1_data);

COMMENT ON VIEW h12_data IS 'Candles of 12 hours, built from the hourly ones; the newest may still be open';
COMMENT ON COLUMN h12_data.last_id IS 'last_id of the last hourly candle inside the bucket; joins indicators where timeframe is 12h';
COMMENT ON COLUMN h12_data.asset IS 'Unified symbol, for example BTC/USDT';
COMMENT ON COLUMN h12_data.exchange IS 'Lower-case venue id, for example binance';
COMMENT ON COLUMN h12_data."timestamp" IS 'Start of the bucket';
COMMENT ON COLUMN h12_data.open IS 'First price of the bucket, in the quote';
COMMENT ON COLUMN h12_data.high IS 'Highest price of the bucket, in the quote';
COMMENT ON COLUMN h12_data.low IS 'Lowest price of the bucket, in the quote';
COMMENT ON COLUMN h12_data.close IS 'Last price of the bucket, in the quote';
COMMENT ON COLUMN h12_data.volume IS 'Traded volume of the bucket, in units of the base';

CREATE OR REPLACE VIEW d1_data AS
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
WHERE calendar.timeframe = '1d'
    AND calendar.opens <= (SELECT max("timestamp") FROM h1_data)
    AND calendar.closes > (SELECT min("timestamp") FROM h1_data);

COMMENT ON VIEW d1_data IS 'Candles of one day, built from the hourly ones; the newest may still be open';
COMMENT ON COLUMN d1_data.last_id IS 'last_id of the last hourly candle inside the bucket; joins indicators where timeframe is 1d';
COMMENT ON COLUMN d1_data.asset IS 'Unified symbol, for example BTC/USDT';
COMMENT ON COLUMN d1_data.exchange IS 'Lower-case venue id, for example binance';
COMMENT ON COLUMN d1_data."timestamp" IS 'Start of the bucket';
COMMENT ON COLUMN d1_data.open IS 'First price of the bucket, in the quote';
COMMENT ON COLUMN d1_data.high IS 'Highest price of the bucket, in the quote';
COMMENT ON COLUMN d1_data.low IS 'Lowest price of the bucket, in the quote';
COMMENT ON COLUMN d1_data.close IS 'Last price of the bucket, in the quote';
COMMENT ON COLUMN d1_data.volume IS 'Traded volume of the bucket, in units of the base';

CREATE OR REPLACE VIEW d3_data AS
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
WHERE calendar.timeframe = '3d'
    AND calendar.opens <= (SELECT max("timestamp") FROM h1_data)
    AND calendar.closes > (SELECT min("timestamp") FROM h1_data);

COMMENT ON VIEW d3_data IS 'Candles of 3 days, built from the hourly ones; the newest may still be open';
COMMENT ON COLUMN d3_data.last_id IS 'last_id of the last hourly candle inside the bucket; joins indicators where timeframe is 3d';
COMMENT ON COLUMN d3_data.asset IS 'Unified symbol, for example BTC/USDT';
COMMENT ON COLUMN d3_data.exchange IS 'Lower-case venue id, for example binance';
COMMENT ON COLUMN d3_data."timestamp" IS 'Start of the bucket';
COMMENT ON COLUMN d3_data.open IS 'First price of the bucket, in the quote';
COMMENT ON COLUMN d3_data.high IS 'Highest price of the bucket, in the quote';
COMMENT ON COLUMN d3_data.low IS 'Lowest price of the bucket, in the quote';
COMMENT ON COLUMN d3_data.close IS 'Last price of the bucket, in the quote';
COMMENT ON COLUMN d3_data.volume IS 'Traded volume of the bucket, in units of the base';

CREATE OR REPLACE VIEW w1_data AS
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
WHERE calendar.timeframe = '1w'
    AND calendar.opens <= (SELECT max("timestamp") FROM h1_data)
    AND calendar.closes > (SELECT min("timestamp") FROM h1_data);

COMMENT ON VIEW w1_data IS 'Candles of one week, built from the hourly ones; the newest may still be open';
COMMENT ON COLUMN w1_data.last_id IS 'last_id of the last hourly candle inside the bucket; joins indicators where timeframe is 1w';
COMMENT ON COLUMN w1_data.asset IS 'Unified symbol, for example BTC/USDT';
COMMENT ON COLUMN w1_data.exchange IS 'Lower-case venue id, for example binance';
COMMENT ON COLUMN w1_data."timestamp" IS 'Start of the bucket';
COMMENT ON COLUMN w1_data.open IS 'First price of the bucket, in the quote';
COMMENT ON COLUMN w1_data.high IS 'Highest price of the bucket, in the quote';
COMMENT ON COLUMN w1_data.low IS 'Lowest price of the bucket, in the quote';
COMMENT ON COLUMN w1_data.close IS 'Last price of the bucket, in the quote';
COMMENT ON COLUMN w1_data.volume IS 'Traded volume of the bucket, in units of the base';

CREATE OR REPLACE VIEW m1_data AS
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
WHERE calendar.timeframe = '1m'
    AND calendar.opens <= (SELECT max("timestamp") FROM h1_data)
    AND calendar.closes > (SELECT min("timestamp") FROM h1_data);

COMMENT ON VIEW m1_data IS 'Candles of one calendar month, built from the hourly ones; the newest may still be open';
COMMENT ON COLUMN m1_data.last_id IS 'last_id of the last hourly candle inside the bucket; joins indicators where timeframe is 1m';
COMMENT ON COLUMN m1_data.asset IS 'Unified symbol, for example BTC/USDT';
COMMENT ON COLUMN m1_data.exchange IS 'Lower-case venue id, for example binance';
COMMENT ON COLUMN m1_data."timestamp" IS 'Start of the bucket';
COMMENT ON COLUMN m1_data.open IS 'First price of the bucket, in the quote';
COMMENT ON COLUMN m1_data.high IS 'Highest price of the bucket, in the quote';
COMMENT ON COLUMN m1_data.low IS 'Lowest price of the bucket, in the quote';
COMMENT ON COLUMN m1_data.close IS 'Last price of the bucket, in the quote';
COMMENT ON COLUMN m1_data.volume IS 'Traded volume of the bucket, in units of the base';
