-- Which hours of each market are present, by the ledger, and a view with every absent hour and its cause.

CREATE TABLE completeness (
    exchange         text        NOT NULL,
    asset            text        NOT NULL,
    expected_from    timestamptz,
    contiguous_up_to timestamptz,
    known_up_to      timestamptz,
    present          bigint      NOT NULL,
    quarantined      bigint      NOT NULL,
    missing          jsonb       NOT NULL,
    confirmed_empty  jsonb       NOT NULL,
    unproven         jsonb,
    state            text        NOT NULL,
    updated_at       timestamptz NOT NULL,
    CONSTRAINT completeness_pkey PRIMARY KEY (exchange, asset)
);

COMMENT ON TABLE completeness IS 'Which hours of each market are present, one row per market: the newest entry of the topic ledger';
COMMENT ON COLUMN completeness.exchange IS 'Lower-case venue id, for example binance';
COMMENT ON COLUMN completeness.asset IS 'Unified symbol: BTC/USDT spot, BTC/USDT:USDT linear contract';
COMMENT ON COLUMN completeness.expected_from IS 'Open time of the first recorded hour; null until the first candle of the venue is found';
COMMENT ON COLUMN completeness.contiguous_up_to IS 'End (exclusive) of the hours that are present or confirmed empty without a gap, from expected_from';
COMMENT ON COLUMN completeness.known_up_to IS 'End (exclusive) of the recorded hours';
COMMENT ON COLUMN completeness.present IS 'Number of published hours';
COMMENT ON COLUMN completeness.quarantined IS 'Number of quarantined rows; they are not hours';
COMMENT ON COLUMN completeness.missing IS 'Hours that are expected and not present, as an array of {"from", "to", "cause", "empty_responses", "unusable_responses", "last_requested"}, oldest first; to is exclusive';
COMMENT ON COLUMN completeness.confirmed_empty IS 'Hours in which the venue has no candle, confirmed, as an array of {"from", "to"}, oldest first; to is exclusive';
COMMENT ON COLUMN completeness.unproven IS 'Hours from known_up_to on that were requested and not served, as one object like those of missing; null if there are none';
COMMENT ON COLUMN completeness.state IS 'LIVE, BACKFILLING, HALTED or DELISTED';
COMMENT ON COLUMN completeness.updated_at IS 'When the entry was created, by the clock of the venue; of a reset by an operator, by ours';

-- A year after 9999 has a sign in ISO-8601, which PostgreSQL does not read.
-- Entries of earlier releases have no cause, and empty_answers instead of empty_responses.
CREATE VIEW candle_gaps AS
SELECT c.exchange, c.asset, g.from_hour, g.to_hour,
       (extract(epoch FROM g.to_hour - g.from_hour) / 3600)::bigint AS hours, g.cause
FROM completeness c
JOIN (SELECT exchange, max(known_up_to) AS known_up_to FROM completeness GROUP BY exchange) v
    ON v.exchange = c.exchange
CROSS JOIN LATERAL (
    SELECT c.state NOT IN ('HALTED', 'DELISTED') AS trades,
           CASE WHEN c.unproven ->> 'last_requested' IS NOT NULL THEN c.unproven END AS unproven) u
CROSS JOIN LATERAL (
    SELECT ltrim(m.hours ->> 'from', '+')::timestamptz,
           least(ltrim(m.hours ->> 'to', '+')::timestamptz, v.known_up_to),
           coalesce(lower(m.hours ->> 'cause'),
               CASE coalesce(m.hours ->> 'empty_responses', m.hours ->> 'empty_answers', '0')
                   WHEN '0' THEN 'not_requested' ELSE 'empty' END)
    FROM (SELECT jsonb_array_elements(c.missing) UNION ALL SELECT u.unproven WHERE u.trades) m (hours)
    UNION ALL
    SELECT ltrim(e.hours ->> 'from', '+')::timestamptz, ltrim(e.hours ->> 'to', '+')::timestamptz, 'no_trade'
    FROM jsonb_array_elements(c.confirmed_empty) e (hours)
    WHERE ltrim(e.hours ->> 'from', '+')::timestamptz > c.expected_from
    UNION ALL
    SELECT greatest(c.known_up_to, ltrim(u.unproven ->> 'to', '+')::timestamptz), v.known_up_to, 'not_requested'
    WHERE u.trades) g (from_hour, to_hour, cause)
WHERE g.from_hour < g.to_hour;

COMMENT ON VIEW candle_gaps IS 'Consecutive hours that a market lacks, with their cause, as ./cda gaps lists them; hours before the first candle of a market are no gap';
COMMENT ON COLUMN candle_gaps.exchange IS 'Lower-case venue id, for example binance';
COMMENT ON COLUMN candle_gaps.asset IS 'Unified symbol: BTC/USDT spot, BTC/USDT:USDT linear contract';
COMMENT ON COLUMN candle_gaps.from_hour IS 'Open time of the first hour';
COMMENT ON COLUMN candle_gaps.to_hour IS 'End, exclusive';
COMMENT ON COLUMN candle_gaps.hours IS 'Number of hours';
COMMENT ON COLUMN candle_gaps.cause IS 'no_trade: confirmed empty. Otherwise the hours are missing and requested again: not_requested so far; empty: no row so far; bad_rows: the row of the venue was quarantined; unreadable: the response was refused or could not be read';
