-- What a reader of the topics would have had at a moment: the newest version of each row that was known then. A newer
-- version wins even if an older one was appended after it. Rows without known_at are not returned.
--
-- Plain queries, so that the planner inlines them: conditions and joins on the key columns use the keys of the tables, and
-- the earlier versions of a row are read only if the row itself became known later. The text of a body is not bound to the
-- tables, so that these can be replaced.

DROP FUNCTION IF EXISTS candles_as_known_at(timestamptz);
CREATE FUNCTION candles_as_known_at(moment timestamptz) RETURNS TABLE (
    last_id bigint, asset text, exchange text, "timestamp" timestamptz, open numeric, high numeric, low numeric,
    close numeric, volume numeric, revision integer, known_at timestamptz)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT c.last_id, c.asset, c.exchange, c."timestamp",
           CASE WHEN v.last_id IS NULL THEN c.open ELSE v.open END,
           CASE WHEN v.last_id IS NULL THEN c.high ELSE v.high END,
           CASE WHEN v.last_id IS NULL THEN c.low ELSE v.low END,
           CASE WHEN v.last_id IS NULL THEN c.close ELSE v.close END,
           CASE WHEN v.last_id IS NULL THEN c.volume ELSE v.volume END,
           CASE WHEN v.last_id IS NULL THEN c.revision ELSE v.revision END,
           CASE WHEN v.last_id IS NULL THEN c.known_at ELSE v.known_at END
    FROM h1_data AS c
    LEFT JOIN LATERAL (
        SELECT * FROM h1_versions AS v
        WHERE c.known_at > moment AND v.known_at <= moment
            AND v.asset = c.asset AND v.exchange = c.exchange AND v."timestamp" = c."timestamp"
        ORDER BY v.revision DESC, v.known_at DESC LIMIT 1) AS v ON true
    WHERE c.known_at <= moment OR v.last_id IS NOT NULL
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
    SELECT i.last_id, i.timeframe,
           CASE WHEN v.last_id IS NULL THEN i.ema10 ELSE v.ema10 END,
           CASE WHEN v.last_id IS NULL THEN i.ema36 ELSE v.ema36 END,
           CASE WHEN v.last_id IS NULL THEN i.ema200 ELSE v.ema200 END,
           CASE WHEN v.last_id IS NULL THEN i.sma200 ELSE v.sma200 END,
           CASE WHEN v.last_id IS NULL THEN i.ehma180 ELSE v.ehma180 END,
           CASE WHEN v.last_id IS NULL THEN i.rsi14 ELSE v.rsi14 END,
           CASE WHEN v.last_id IS NULL THEN i.bbm202 ELSE v.bbm202 END,
           CASE WHEN v.last_id IS NULL THEN i.bbl202 ELSE v.bbl202 END,
           CASE WHEN v.last_id IS NULL THEN i.bbu202 ELSE v.bbu202 END,
           CASE WHEN v.last_id IS NULL THEN i.bbw202 ELSE v.bbw202 END,
           CASE WHEN v.last_id IS NULL THEN i.td_seq_up ELSE v.td_seq_up END,
           CASE WHEN v.last_id IS NULL THEN i.td_seq_down ELSE v.td_seq_down END,
           CASE WHEN v.last_id IS NULL THEN i.st73 ELSE v.st73 END,
           CASE WHEN v.last_id IS NULL THEN i.diff_ema200_pct ELSE v.diff_ema200_pct END,
           CASE WHEN v.last_id IS NULL THEN i.range_pct ELSE v.range_pct END,
           CASE WHEN v.last_id IS NULL THEN i.high_low_range_pct ELSE v.high_low_range_pct END,
           CASE WHEN v.last_id IS NULL THEN i.volume_usd ELSE v.volume_usd END,
           CASE WHEN v.last_id IS NULL THEN i.closed ELSE v.closed END,
           CASE WHEN v.last_id IS NULL THEN i.revision ELSE v.revision END,
           CASE WHEN v.last_id IS NULL THEN i.known_at ELSE v.known_at END,
           i.closes_at
    FROM indicators AS i
    LEFT JOIN LATERAL (
        SELECT * FROM indicator_versions AS v
        WHERE i.known_at > moment AND v.known_at <= moment AND v.last_id = i.last_id AND v.timeframe = i.timeframe
        ORDER BY v.revision DESC, v.known_at DESC LIMIT 1) AS v ON true
    WHERE i.known_at <= moment OR v.last_id IS NOT NULL
$$;

COMMENT ON FUNCTION indicators_as_known_at(timestamptz) IS
    'The indicator rows that were known at a moment, each in the version of that moment; rows without known_at, and those that the weekly cleanup removed, are left out';
