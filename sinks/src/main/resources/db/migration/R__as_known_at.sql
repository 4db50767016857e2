-- What a reader of the topics would have had at a moment: the newest version of each row that was known then. A newer
-- version wins even if an older one was appended after it. Rows without known_at are not returned.
--
-- Plain queries, so that the planner inlines them and conditions on market and time use the keys. The text of a body is
-- not bound to the tables, so that these can be replaced.

DROP FUNCTION IF EXISTS candles_as_known_at(timestamptz);
CREATE FUNCTION candles_as_known_at(moment timestamptz) RETURNS TABLE (
    last_id bigint, asset text, exchange text, "timestamp" timestamptz, open numeric, high numeric, low numeric,
    close numeric, volume numeric, revision integer, known_at timestamptz)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT c.last_id, c.asset, c.exchange, c."timestamp", c.open, c.high, c.low, c.close, c.volume, c.revision, c.known_at
    FROM h1_data AS c
    WHERE c.known_at <= moment
    UNION ALL
    SELECT v.last_id, v.asset, v.exchange, v."timestamp", v.open, v.high, v.low, v.close, v.volume, v.revision, v.known_at
    FROM h1_versions AS v
    JOIN h1_data AS c ON c.asset = v.asset AND c.exchange = v.exchange AND c."timestamp" = v."timestamp"
    WHERE v.known_at <= moment AND c.known_at > moment
        AND NOT EXISTS (
            SELECT FROM h1_versions AS later
            WHERE later.asset = v.asset AND later.exchange = v.exchange AND later."timestamp" = v."timestamp"
                AND later.known_at <= moment AND (later.revision, later.known_at) > (v.revision, v.known_at))
$$;

COMMENT ON FUNCTION candles_as_known_at(timestamptz) IS
    'The hourly candles that were known at a moment, each in the version of that moment; rows without known_at are left out';

DROP FUNCTION IF EXISTS indicators_as_known_at(timestamptz);
CREATE FUNCTION indicators_as_known_at(moment timestamptz) RETURNS TABLE (
    last_id bigint, timeframe text, ema10 numeric, ema36 numeric, ema200 numeric, sma200 numeric, ehma180 numeric,
    rsi14 numeric, bbm202 numeric, bbl202 numeric, bbu202 numeric, bbw202 numeric, td_seq_up integer,
    td_seq_down integer, st73 numeric, diff_ema200_pct numeric, range_pct numeric, high_low_range_pct numeric,
    volume_usd numeric, closed boolean, revision integer, known_at timestamptz, closes_at timestamptz)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT i.last_id, i.timeframe, i.ema10, i.ema36, i.ema200, i.sma200, i.ehma180, i.rsi14, i.bbm202, i.bbl202,
           i.bbu202, i.bbw202, i.td_seq_up, i.td_seq_down, i.st73, i.diff_ema200_pct, i.range_pct,
           i.high_low_range_pct, i.volume_usd, i.closed, i.revision, i.known_at, i.closes_at
    FROM indicators AS i
    WHERE i.known_at <= moment
    UNION ALL
    SELECT v.last_id, v.timeframe, v.ema10, v.ema36, v.ema200, v.sma200, v.ehma180, v.rsi14, v.bbm202, v.bbl202,
           v.bbu202, v.bbw202, v.td_seq_up, v.td_seq_down, v.st73, v.diff_ema200_pct, v.range_pct,
           v.high_low_range_pct, v.volume_usd, v.closed, v.revision, v.known_at, v.closes_at
    FROM indicator_versions AS v
    JOIN indicators AS i ON i.last_id = v.last_id AND i.timeframe = v.timeframe
    WHERE v.known_at <= moment AND i.known_at > moment
        AND NOT EXISTS (
            SELECT FROM indicator_versions AS later
            WHERE later.last_id = v.last_id AND later.timeframe = v.timeframe
                AND later.known_at <= moment AND (later.revision, later.known_at) > (v.revision, v.known_at))
$$;

COMMENT ON FUNCTION indicators_as_known_at(timestamptz) IS
    'The indicator rows that were known at a moment, each in the version of that moment; rows without known_at, and those that the weekly cleanup removed, are left out';
