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

CREATE VIEW latest_h1_data AS
SELECT hour.*
FROM candle_markets AS market
CROSS JOIN LATERAL (
    SELECT * FROM h1_data
    WHERE asset = market.asset AND exchange = market.exchange AND "timestamp" <= market.newest
    ORDER BY "timestamp" DESC LIMIT 1) AS hour;

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
