-- The newest hour of every market, read through one row per market and not through the history. The table may exist from
-- an earlier version, which had it only without continuous aggregates. Triggers maintain it: together with the longer
-- candles where these are not continuous aggregates, otherwise by themselves.

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

-- Hours that are the newest of many markets are read whole; the other markets, few of those that trade and all that stopped,
-- are looked up one by one, which passes every chunk of a hypertable. The market itself gives asset and exchange, so that
-- conditions on these select markets before any hour is read.
CREATE VIEW latest_h1_data AS
SELECT hour.last_id, market.asset, market.exchange, hour."timestamp", hour.open, hour.high, hour.low, hour.close, hour.volume,
       hour.revision, hour.known_at
FROM candle_markets AS market
LEFT JOIN (
    SELECT of_many.*
    FROM (SELECT newest FROM candle_markets GROUP BY newest HAVING count(*) >= 50) AS shared
    CROSS JOIN LATERAL (SELECT * FROM h1_data WHERE "timestamp" = shared.newest) AS of_many) AS found
    ON found.asset = market.asset AND found.exchange = market.exchange AND found."timestamp" = market.newest
CROSS JOIN LATERAL (
    SELECT found.* WHERE found.last_id IS NOT NULL
    UNION ALL
    (SELECT * FROM h1_data
     WHERE found.last_id IS NULL AND asset = market.asset AND exchange = market.exchange AND "timestamp" <= market.newest
     ORDER BY "timestamp" DESC LIMIT 1)) AS hour;

COMMENT ON VIEW latest_h1_data IS 'The newest hourly candle of every market, also of those that no longer trade';

DO $migration$
DECLARE
    described record;
BEGIN
    FOR described IN
        SELECT view.attname, col_description(source.attrelid, source.attnum) AS description
        FROM pg_attribute AS view JOIN pg_attribute AS source USING (attname)
        WHERE view.attrelid = 'latest_h1_data'::regclass AND source.attrelid = 'h1_data'::regclass AND view.attnum > 0
    LOOP
        EXECUTE format('COMMENT ON COLUMN latest_h1_data.%I IS %L', described.attname, described.description);
    END LOOP;
END
$migration$;

-- What retention has removed: nothing older counts as missing, and nothing older changes a longer candle any more.
CREATE TABLE dropped_rows (
    table_name     text        NOT NULL,
    dropped_before timestamptz NOT NULL,
    dropped_at     timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT dropped_rows_pkey PRIMARY KEY (table_name)
);

COMMENT ON TABLE dropped_rows IS 'What retention has removed, one row per table';
COMMENT ON COLUMN dropped_rows.table_name IS 'h1_data, indicators or cg_data';
COMMENT ON COLUMN dropped_rows.dropped_before IS 'Rows of earlier times were removed; a late one is removed again, and changes no longer candle';
COMMENT ON COLUMN dropped_rows.dropped_at IS 'When rows were last removed';

CREATE FUNCTION hours_kept_from() RETURNS timestamptz LANGUAGE sql STABLE AS
$$ SELECT coalesce((SELECT dropped_before FROM dropped_rows WHERE table_name = 'h1_data'), '-infinity') $$;

COMMENT ON FUNCTION hours_kept_from() IS 'Where h1_data starts after retention; longer candles of earlier buckets no longer change';

-- For questions about all markets: compiling their plans takes longer than it saves, and 4 MB are too little to group
-- thousands of markets without sorting on disk. An owner of the database may change both.
DO $migration$
BEGIN
    IF pg_has_role((SELECT datdba FROM pg_database WHERE datname = current_database()), 'USAGE') THEN
        EXECUTE format('ALTER DATABASE %I SET jit = off', current_database());
        EXECUTE format('ALTER DATABASE %I SET work_mem = ''32MB''', current_database());
    END IF;
END
$migration$;
