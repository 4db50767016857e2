-- Hours that a venue no longer serves are neither missing nor empty. The default is for entries of earlier releases.

ALTER TABLE completeness ADD COLUMN not_available jsonb NOT NULL DEFAULT '[]';

COMMENT ON COLUMN completeness.not_available IS 'Hours that the venue served no more when they were requested, because it serves only its newest ones, as an array of {"from", "to"}, oldest first; to is exclusive';
COMMENT ON COLUMN completeness.contiguous_up_to IS 'End (exclusive) of the hours from expected_from on without a missing one';

CREATE OR REPLACE VIEW candle_gaps AS
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
    SELECT ltrim(n.hours ->> 'from', '+')::timestamptz, ltrim(n.hours ->> 'to', '+')::timestamptz, 'not_available'
    FROM jsonb_array_elements(c.not_available) n (hours)
    UNION ALL
    SELECT greatest(c.known_up_to, ltrim(u.unproven ->> 'to', '+')::timestamptz), v.known_up_to, 'not_requested'
    WHERE u.trades) g (from_hour, to_hour, cause)
WHERE g.from_hour < g.to_hour;

COMMENT ON COLUMN candle_gaps.cause IS 'no_trade: confirmed empty. not_available: the venue serves only its newest hours, and these are older. Otherwise the hours are missing and requested again: not_requested so far; empty: no row so far; bad_rows: the row of the venue was quarantined; unreadable: the response was refused or could not be read';
