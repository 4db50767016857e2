-- Seventy days of eight markets with simple prices, for the documented queries: the newest hour is Monday 2024-03-11 05:00.
-- BTC rises by 10 an hour from 40000, with a wave of two days, ETH falls with a wave of sixty hours. SOL is new since Saturday 18:00, OLD was delisted on
-- 15 February, DOGE has been ten hours behind, and bybit's ETH lacks the last three hours of 9 March.
SET timezone TO 'UTC';

CREATE TEMPORARY TABLE market (exchange text, asset text, first_hour integer, last_hour integer, level numeric, slope numeric, wave numeric, period integer);
INSERT INTO market VALUES
    ('binance', 'BTC/USDT', 0, 1685, 40000, 10, 500, 48), ('bybit', 'BTC/USDT', 0, 1685, 40020, 10, 500, 48),
    ('okx', 'BTC/USDT', 0, 1685, 39960, 10, 500, 48), ('binance', 'ETH/USDT', 0, 1685, 3000, -0.5, 60, 60),
    ('bybit', 'ETH/USDT', 0, 1685, 3003, -0.5, 60, 60), ('okx', 'SOL/USDT', 1650, 1685, 100, 2, 0, 1),
    ('binance', 'OLD/USDT', 0, 1080, 5, -0.002, 0, 1), ('bybit', 'DOGE/USDT', 0, 1675, 0.1, 0, 0, 1);

INSERT INTO h1_data (last_id, asset, exchange, "timestamp", open, high, low, close, volume, revision)
SELECT candle_id(exchange, asset, hour), asset, exchange, hour, p.open, greatest(p.open, p.close) * 1.001,
       least(p.open, p.close) * 0.999, p.close, 1 + n % 24, CASE WHEN n % 400 = 77 THEN 1 ELSE 0 END
FROM market, generate_series(first_hour, last_hour) n,
LATERAL (SELECT timestamptz '2024-01-01 00:00Z' + n * interval '1 hour' AS hour,
    round((level + slope * (n - first_hour - 1) + wave * sin(2 * pi() * (n - 1) / period)::numeric), 4) AS open,
    round((level + slope * (n - first_hour) + wave * sin(2 * pi() * n / period)::numeric), 4) AS close) p
WHERE NOT (exchange = 'bybit' AND asset = 'ETH/USDT' AND n BETWEEN 1653 AND 1655);

-- a revised hour was first known with another close, and corrected five minutes after it closed
UPDATE h1_data SET known_at = "timestamp" + CASE revision WHEN 0 THEN interval '1 hour 7 seconds' ELSE interval '1 hour 5 minutes' END;
INSERT INTO h1_versions (last_id, asset, exchange, "timestamp", open, high, low, close, volume, revision, known_at)
SELECT last_id, asset, exchange, "timestamp", open, high, low, low, volume, 0, "timestamp" + interval '1 hour 7 seconds'
FROM h1_data WHERE revision = 1;

-- the RSI of each market is a wave of its own; a bucket is closed when its last hour has passed
CREATE TEMPORARY TABLE bar AS
SELECT '1h' AS timeframe, last_id, asset, exchange, "timestamp", "timestamp" + interval '1 hour' AS closes_at, close, volume FROM h1_data
UNION ALL SELECT '2h', last_id, asset, exchange, "timestamp", closes_at, close, volume FROM h2_data
UNION ALL SELECT '4h', last_id, asset, exchange, "timestamp", closes_at, close, volume FROM h4_data
UNION ALL SELECT '12h', last_id, asset, exchange, "timestamp", closes_at, close, volume FROM h12_data
UNION ALL SELECT '1d', last_id, asset, exchange, "timestamp", closes_at, close, volume FROM d1_data
UNION ALL SELECT '3d', last_id, asset, exchange, "timestamp", closes_at, close, volume FROM d3_data
UNION ALL SELECT '1w', last_id, asset, exchange, "timestamp", closes_at, close, volume FROM w1_data
UNION ALL SELECT '1m', last_id, asset, exchange, "timestamp", closes_at, close, volume FROM m1_data;

INSERT INTO indicators (last_id, timeframe, ema36, rsi14, diff_ema200_pct, volume_usd, closed, known_at)
SELECT last_id, timeframe, round(close * 0.99, 2),
       round(50 + 30 * sin(2 * pi() * extract(epoch FROM "timestamp") / 86400 / (length(exchange) + length(asset) - 8))::numeric, 1),
       round(close % 7, 2), volume * close, closes_at <= timestamptz '2024-03-11 06:00Z',
       to_timestamp((last_id >> 43) * 3600) + interval '1 hour 8 seconds'
FROM bar;

INSERT INTO cg_data (coin_id, symbol, name, close, market_cap_rank, ath5, ath10, days_since_ath, "timestamp")
SELECT coin_id, symbol, name, close, rank, ath10, ath10, days, snapshot
FROM (VALUES ('bitcoin', 'btc', 'Bitcoin', 56850, 1, true, 0), ('ethereum', 'eth', 'Ethereum', 2157, 2, false, 850),
             ('solana', 'sol', 'Solana', 170, 5, true, 2), ('bridged-bitcoin', 'btc', 'Bridged Bitcoin', 56000, 700, true, 1))
         c (coin_id, symbol, name, close, rank, ath10, days),
     generate_series(timestamptz '2024-03-11 05:00Z', '2024-03-11 05:30Z', '30 minutes') snapshot
UNION ALL
SELECT 'coin' || n, 'c' || n, 'Coin ' || n, 1, n, false, false, n, timestamptz '2024-03-11 05:30Z' FROM generate_series(6, 150) n;

INSERT INTO asset_listing (asset, exchange, "timestamp", status, first_seen, last_seen, listed_at, status_history)
SELECT asset, exchange, '2024-03-11 04:55Z', status, first_seen, '2024-03-11 04:55Z', listed_at, history
FROM (VALUES
    ('binance', 'BTC/USDT', 'TRADING', timestamptz '2024-01-20 00:55Z', timestamptz '2017-08-17 00:00Z', '[{"status": "TRADING", "since": "2024-01-20T00:55:00.000Z"}]'::jsonb),
    ('bybit', 'BTC/USDT', 'TRADING', '2024-01-20 00:55Z', NULL, '[{"status": "TRADING", "since": "2024-01-20T00:55:00.000Z"}]'),
    ('okx', 'BTC/USDT', 'TRADING', '2024-01-20 00:55Z', NULL, '[{"status": "TRADING", "since": "2024-01-20T00:55:00.000Z"}, {"status": "HALTED", "since": "2024-01-31T12:55:00.000Z"}, {"status": "TRADING", "since": "2024-02-01T12:55:00.000Z"}]'),
    ('kraken', 'BTC/USD', 'TRADING', '2024-01-20 00:55Z', NULL, '[{"status": "TRADING", "since": "2024-01-20T00:55:00.000Z"}]'),
    ('binance', 'ETH/USDT', 'TRADING', '2024-01-20 00:55Z', NULL, '[{"status": "TRADING", "since": "2024-01-20T00:55:00.000Z"}]'),
    ('bybit', 'ETH/USDT', 'TRADING', '2024-02-20 00:55Z', NULL, '[{"status": "TRADING", "since": "2024-02-20T00:55:00.000Z"}]'),
    ('okx', 'SOL/USDT', 'TRADING', '2024-03-09 17:55Z', '2024-03-09 18:00Z', '[{"status": "TRADING", "since": "2024-03-09T17:55:00.000Z"}]'),
    ('binance', 'OLD/USDT', 'DELISTED', '2024-01-20 00:55Z', NULL, '[{"status": "TRADING", "since": "2024-01-20T00:55:00.000Z"}, {"status": "DELISTED", "since": "2024-02-15T00:55:00.000Z"}]'),
    ('bybit', 'DOGE/USDT', 'TRADING', '2024-01-20 00:55Z', NULL, '[{"status": "TRADING", "since": "2024-01-20T00:55:00.000Z"}]'))
    l (exchange, asset, status, first_seen, listed_at, history);

INSERT INTO universe (exchange, asset, venue_symbol, tracked, reason, status, venue_status, tracked_history, updated_at)
SELECT exchange, asset, replace(asset, '/', ''), true, 'rules', status, '',
       jsonb_build_array(jsonb_build_object('tracked', true, 'since', greatest(first_seen, '2024-01-20 01:00Z'))), "timestamp"
FROM asset_listing WHERE exchange <> 'kraken';

INSERT INTO completeness (exchange, asset, expected_from, contiguous_up_to, known_up_to, present, quarantined, missing,
                          confirmed_empty, state, updated_at)
SELECT h.exchange, h.asset, min(h."timestamp"), max(h."timestamp") + interval '1 hour', max(h."timestamp") + interval '1 hour', count(*), 0,
       CASE WHEN h.exchange = 'bybit' AND h.asset = 'ETH/USDT' THEN
           '[{"from": "2024-03-09T21:00:00.000Z", "to": "2024-03-10T00:00:00.000Z", "cause": "BAD_ROWS"}]'::jsonb ELSE '[]' END,
       CASE WHEN h.exchange = 'okx' AND h.asset = 'BTC/USDT' THEN
           '[{"from": "2024-03-10T03:00:00.000Z", "to": "2024-03-10T05:00:00.000Z"}]'::jsonb ELSE '[]' END,
       CASE l.status WHEN 'TRADING' THEN 'LIVE' ELSE l.status END, '2024-03-11 06:00:05Z'
FROM h1_data h JOIN asset_listing l USING (exchange, asset)
GROUP BY h.exchange, h.asset, l.status;
DELETE FROM h1_data WHERE exchange = 'okx' AND "timestamp" >= '2024-03-10 03:00Z' AND "timestamp" < '2024-03-10 05:00Z' AND asset = 'BTC/USDT';
UPDATE completeness SET present = present - 2 WHERE exchange = 'okx' AND asset = 'BTC/USDT';

INSERT INTO logs (process, started_at, finished_at, outcome, counts, detail) VALUES
    ('listing.binance', '2024-03-11 03:55Z', '2024-03-11 03:55:02Z', 'OK', '{"markets": 3}', NULL),
    ('listing.binance', '2024-03-11 04:55Z', '2024-03-11 04:55:02Z', 'PARTIAL', '{"markets": 3}', 'one row is odd'),
    ('universe', '2024-03-11 04:56Z', '2024-03-11 04:56:01Z', 'OK', '{"tracked": 8}', NULL);
