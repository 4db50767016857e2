-- The newest hour of a venue is on its way to a market that lacks no other one after its recorded hours: it is not missing
-- yet. No hour is expected after the recorded ones of a market that is no longer tracked.

CREATE VIEW expected_hours AS
SELECT c.exchange, c.asset,
       CASE WHEN ltrim(c.confirmed_empty -> 0 ->> 'from', '+')::timestamptz <= c.expected_from
           THEN ltrim(c.confirmed_empty -> 0 ->> 'to', '+')::timestamptz ELSE c.expected_from END AS from_hour,
       CASE WHEN c.state IN ('HALTED', 'DELISTED') OR NOT coalesce(u.tracked, true)
                OR c.known_up_to >= v.known_up_to - interval '1 hour'
           THEN c.known_up_to ELSE v.known_up_to END AS to_hour
FROM completeness AS c
JOIN (SELECT exchange, max(known_up_to) AS known_up_to FROM completeness GROUP BY exchange) AS v
    ON v.exchange = c.exchange
LEFT JOIN universe AS u ON u.exchange = c.exchange AND u.asset = c.asset;

COMMENT ON VIEW expected_hours IS 'Which hours of each market are expected, one row per market, by the ledger';
COMMENT ON COLUMN expected_hours.exchange IS 'Lower-case venue id, for example binance';
COMMENT ON COLUMN expected_hours.asset IS 'Unified symbol: BTC/USDT spot, BTC/USDT:USDT linear contract';
COMMENT ON COLUMN expected_hours.from_hour IS 'Open time of the first candle; null until it is found';
COMMENT ON COLUMN expected_hours.to_hour IS 'End, exclusive: that of the newest hour of the venue. That of the recorded hours for a market that lacks no other one, because the newest may be on its way, and for one that is halted, delisted or no longer tracked';

CREATE OR REPLACE VIEW candle_gaps AS
SELECT c.exchange, c.asset, g.from_hour, g.to_hour,
       (extract(epoch FROM g.to_hour - g.from_hour) / 3600)::bigint AS hours, g.cause
FROM completeness c
JOIN expected_hours e ON e.exchange = c.exchange AND e.asset = c.asset
CROSS JOIN LATERAL (
    SELECT CASE WHEN c.unproven ->> 'last_requested' IS NOT NULL THEN c.unproven END AS unproven) u
CROSS JOIN LATERAL (
    SELECT ltrim(m.hours ->> 'from', '+')::timestamptz,
           least(ltrim(m.hours ->> 'to', '+')::timestamptz, e.to_hour),
           coalesce(lower(m.hours ->> 'cause'),
               CASE coalesce(m.hours ->> 'empty_responses', m.hours ->> 'empty_answers', '0')
                   WHEN '0' THEN 'not_requested' ELSE 'empty' END)
    FROM (SELECT jsonb_array_elements(c.missing) UNION ALL SELECT u.unproven WHERE c.known_up_to < e.to_hour) m (hours)
    UNION ALL
    SELECT ltrim(h.hours ->> 'from', '+')::timestamptz, ltrim(h.hours ->> 'to', '+')::timestamptz, 'no_trade'
    FROM jsonb_array_elements(c.confirmed_empty) h (hours)
    WHERE ltrim(h.hours ->> 'from', '+')::timestamptz > c.expected_from
    UNION ALL
    SELECT ltrim(n.hours ->> 'from', '+')::timestamptz, ltrim(n.hours ->> 'to', '+')::timestamptz, 'not_available'
    FROM jsonb_array_elements(c.not_available) n (hours)
    UNION ALL
    SELECT greatest(c.known_up_to, ltrim(u.unproven ->> 'to', '+')::timestamptz), e.to_hour, 'not_requested'
    WHERE c.known_up_to < e.to_hour) g (from_hour, to_hour, cause)
WHERE g.from_hour < g.to_hour;

COMMENT ON VIEW candle_gaps IS 'Consecutive hours that a market lacks, with their cause, as ./cda gaps lists them. Hours before the first candle of a market are no gap, nor is the newest hour of its venue if it lacks no other one before: that may be on its way';
COMMENT ON VIEW gaps IS 'Consecutive hours that a market lacks, with their cause, as ./cda gaps lists them. Hours before the first candle of a market are no gap, nor is the newest hour of its venue if it lacks no other one before: that may be on its way. The same as candle_gaps';

CREATE OR REPLACE VIEW completeness_daily AS
WITH days AS NOT MATERIALIZED (
    SELECT date '1970-01-01' + n AS day,
           timestamptz '1970-01-01 00:00+00' + n * interval '24 hours' AS opens,
           timestamptz '1970-01-01 00:00+00' + (n + 1) * interval '24 hours' AS closes
    FROM generate_series(
        (SELECT greatest(0, floor(extract(epoch FROM min(expected_from)) / 86400))::integer FROM completeness),
        (SELECT floor(extract(epoch FROM least(max(known_up_to), '2089-08-24')) / 86400)::integer FROM completeness)) AS n)
SELECT exchange, asset, day, sum(expected)::integer AS expected,
       (sum(expected) - coalesce(sum(absent), 0))::integer AS present,
       coalesce(sum(absent) FILTER (WHERE cause NOT IN ('no_trade', 'not_available')), 0)::integer AS missing,
       coalesce(sum(absent) FILTER (WHERE cause = 'not_requested'), 0)::integer AS not_requested,
       coalesce(sum(absent) FILTER (WHERE cause = 'empty'), 0)::integer AS empty,
       coalesce(sum(absent) FILTER (WHERE cause = 'bad_rows'), 0)::integer AS bad_rows,
       coalesce(sum(absent) FILTER (WHERE cause = 'unreadable'), 0)::integer AS unreadable,
       coalesce(sum(absent) FILTER (WHERE cause = 'no_trade'), 0)::integer AS confirmed_empty,
       coalesce(sum(absent) FILTER (WHERE cause = 'not_available'), 0)::integer AS not_available
FROM (
    SELECT r.exchange, r.asset, d.day,
           (extract(epoch FROM least(r.to_hour, d.closes) - greatest(r.from_hour, d.opens)) / 3600)::integer AS expected,
           NULL::integer AS absent, NULL::text AS cause
    FROM expected_hours AS r
    JOIN days AS d ON d.opens < r.to_hour AND d.closes > r.from_hour AND r.from_hour < r.to_hour
    UNION ALL
    SELECT g.exchange, g.asset, d.day, NULL,
           (extract(epoch FROM least(g.to_hour, d.closes) - greatest(g.from_hour, d.opens)) / 3600)::integer, g.cause
    FROM gaps AS g
    JOIN days AS d ON d.opens < g.to_hour AND d.closes > g.from_hour) AS part
GROUP BY exchange, asset, day;

COMMENT ON COLUMN completeness_daily.expected IS 'Hours of the day from the first candle of the market to the end of its expected hours, which is that of expected_hours';
