-- Which markets were listed and tracked, and when; completeness by day. Every time here is one that a record carries, so
-- that the tables are the same after they are filled again.

-- The defaults are for entries of earlier releases, which lack these fields.
CREATE TABLE universe (
    exchange        text        NOT NULL,
    asset           text        NOT NULL,
    venue_symbol    text        NOT NULL,
    tracked         boolean     NOT NULL,
    reason          text        NOT NULL DEFAULT '',
    status          text        NOT NULL DEFAULT 'TRADING',
    venue_status    text        NOT NULL DEFAULT '',
    rank            integer,
    expected_from   timestamptz,
    listed_at       timestamptz,
    tracked_history jsonb       NOT NULL DEFAULT '[]',
    updated_at      timestamptz NOT NULL,
    CONSTRAINT universe_pkey PRIMARY KEY (exchange, asset)
);

COMMENT ON TABLE universe IS 'Every market that is or was tracked, one row per market: the newest entry of the topic universe';
COMMENT ON COLUMN universe.exchange IS 'Lower-case venue id, for example binance';
COMMENT ON COLUMN universe.asset IS 'Unified symbol: BTC/USDT spot, BTC/USDT:USDT linear contract';
COMMENT ON COLUMN universe.venue_symbol IS 'Symbol of the market at the venue, for example BTCUSDT';
COMMENT ON COLUMN universe.tracked IS 'Whether its candles are fetched';
COMMENT ON COLUMN universe.reason IS 'Why it is tracked or not: rules, declared (asset_declaration) or excluded (flags); empty in entries of earlier releases';
COMMENT ON COLUMN universe.status IS 'Status of its listing: TRADING, HALTED, DELISTED or RENAMED';
COMMENT ON COLUMN universe.venue_status IS 'Status of the market at the venue, for example BREAK';
COMMENT ON COLUMN universe.rank IS 'Rank of its base by market capitalisation; null where it is unknown';
COMMENT ON COLUMN universe.expected_from IS 'Open time of the first hour that is fetched; null: the first candle of the venue';
COMMENT ON COLUMN universe.listed_at IS 'When the venue listed it; null where the venue does not report it';
COMMENT ON COLUMN universe.tracked_history IS 'When it started or ceased to be tracked, as an array of {"tracked", "since"}, oldest first, the newest 64';
COMMENT ON COLUMN universe.updated_at IS 'When the entry was created, by the clock of the machine; never decreases';

CREATE TABLE asset_listing_history (
    exchange   text        NOT NULL,
    asset      text        NOT NULL,
    status     text        NOT NULL,
    valid_from timestamptz NOT NULL,
    valid_to   timestamptz,
    CONSTRAINT asset_listing_history_pkey PRIMARY KEY (exchange, asset, valid_from),
    CONSTRAINT asset_listing_history_interval CHECK (valid_from < valid_to)
);

COMMENT ON TABLE asset_listing_history IS 'Every status that a listing had, and when, delisted ones included; maintained by triggers on asset_listing. The first interval starts when the listing was first seen, not when the market began to trade';
COMMENT ON COLUMN asset_listing_history.exchange IS 'Lower-case venue id, or coingecko';
COMMENT ON COLUMN asset_listing_history.asset IS 'Unified symbol; the coin id where exchange is coingecko';
COMMENT ON COLUMN asset_listing_history.status IS 'TRADING, HALTED, DELISTED or RENAMED';
COMMENT ON COLUMN asset_listing_history.valid_from IS 'Time of the listing in which this status was first seen';
COMMENT ON COLUMN asset_listing_history.valid_to IS 'Start of the next status, exclusive; null for the current one';

CREATE TABLE universe_history (
    exchange   text        NOT NULL,
    asset      text        NOT NULL,
    tracked    boolean     NOT NULL,
    valid_from timestamptz NOT NULL,
    valid_to   timestamptz,
    CONSTRAINT universe_history_pkey PRIMARY KEY (exchange, asset, valid_from),
    CONSTRAINT universe_history_interval CHECK (valid_from < valid_to)
);

COMMENT ON TABLE universe_history IS 'When each market was tracked and when not; maintained by triggers on universe';
COMMENT ON COLUMN universe_history.exchange IS 'Lower-case venue id, for example binance';
COMMENT ON COLUMN universe_history.asset IS 'Unified symbol: BTC/USDT spot, BTC/USDT:USDT linear contract';
COMMENT ON COLUMN universe_history.tracked IS 'Whether its candles were fetched';
COMMENT ON COLUMN universe_history.valid_from IS 'When this was decided, by the clock of the machine';
COMMENT ON COLUMN universe_history.valid_to IS 'Time of the next decision, exclusive; null for the current one';

-- An entry carries its history, the newest 64 changes. From the first of them on it replaces the recorded intervals; older
-- intervals stay. The result depends on the newest entry of a market alone, not on the order or number of entries before
-- it, unless a market had more changes than an entry carries.
CREATE FUNCTION record_validity(history regclass, of_column text, changes jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format($merge$
        WITH change AS (
            SELECT exchange, asset, %2$I, since, place
            FROM jsonb_to_recordset($1) AS c (exchange text, asset text, %2$I %3$s, since timestamptz, place bigint)
        ), first AS (
            SELECT exchange, asset, min(since) AS since FROM change GROUP BY exchange, asset
        ), known AS (
            SELECT exchange, asset, h.%2$I, valid_from AS since, 0 AS place
            FROM first JOIN %1$s AS h USING (exchange, asset) WHERE valid_from < since
            UNION ALL
            SELECT * FROM change
        ), at_once AS (
            SELECT DISTINCT ON (exchange, asset, since) exchange, asset, %2$I, since
            FROM known ORDER BY exchange, asset, since, place DESC
        ), compared AS (
            SELECT *, lag(%2$I) OVER (PARTITION BY exchange, asset ORDER BY since) IS DISTINCT FROM %2$I AS differs
            FROM at_once
        ), valid AS (
            SELECT exchange, asset, %2$I, since AS valid_from,
                   lead(since) OVER (PARTITION BY exchange, asset ORDER BY since) AS valid_to
            FROM compared WHERE differs
        ), removed AS (
            DELETE FROM %1$s AS h USING first AS f
            WHERE h.exchange = f.exchange AND h.asset = f.asset AND NOT EXISTS (
                SELECT FROM valid AS v
                WHERE v.exchange = h.exchange AND v.asset = h.asset AND v.valid_from = h.valid_from)
        )
        INSERT INTO %1$s AS h (exchange, asset, %2$I, valid_from, valid_to)
        SELECT exchange, asset, %2$I, valid_from, valid_to FROM valid
        ON CONFLICT (exchange, asset, valid_from) DO UPDATE SET %2$I = excluded.%2$I, valid_to = excluded.valid_to
            WHERE (h.%2$I, h.valid_to) IS DISTINCT FROM (excluded.%2$I, excluded.valid_to)
        $merge$, history, of_column,
        (SELECT atttypid::regtype FROM pg_attribute WHERE attrelid = history AND attname = of_column))
    USING changes;
END
$$;

COMMENT ON FUNCTION record_validity(regclass, text, jsonb) IS
    'Merges changes into a table of validity intervals: an array of {"exchange", "asset", the column, "since", "place"}; of equal times the greatest place counts';

-- A value that the history does not end with, as in entries of earlier releases, counts since the time of the entry.
CREATE FUNCTION changes_of(exchange text, asset text, of_column text, history jsonb, current_value jsonb, since timestamptz)
RETURNS SETOF jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT jsonb_build_object('exchange', exchange, 'asset', asset, of_column, element -> of_column,
               'since', ltrim(element ->> 'since', '+'), 'place', place)
    FROM jsonb_array_elements(coalesce(history, '[]') || CASE WHEN history -> -1 -> of_column IS DISTINCT FROM current_value
        THEN jsonb_build_array(jsonb_build_object(of_column, current_value, 'since', since)) ELSE '[]' END)
        WITH ORDINALITY AS e (element, place)
$$;

COMMENT ON FUNCTION changes_of(text, text, text, jsonb, jsonb, timestamptz) IS
    'The changes that one entry carries, in the form that record_validity reads';

-- The triggers run with the rights of the owner: nobody else writes the intervals.
CREATE FUNCTION follow_listings() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    changes jsonb;
BEGIN
    IF TG_OP = 'INSERT' THEN
        SELECT jsonb_agg(change) INTO changes FROM inserted AS i,
            changes_of(i.exchange, i.asset, 'status', i.status_history, to_jsonb(i.status), i."timestamp") AS change;
    ELSE
        SELECT jsonb_agg(change) INTO changes
        FROM after_update AS a JOIN before_update AS b USING (exchange, asset),
            changes_of(a.exchange, a.asset, 'status', a.status_history, to_jsonb(a.status), a."timestamp") AS change
        WHERE (a.status, a.status_history) IS DISTINCT FROM (b.status, b.status_history);
    END IF;
    IF changes IS NOT NULL THEN
        PERFORM record_validity('asset_listing_history', 'status', changes);
    END IF;
    RETURN NULL;
END
$$;

COMMENT ON FUNCTION follow_listings() IS 'Maintains asset_listing_history with the rows that one statement wrote';

CREATE FUNCTION follow_universe() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    changes jsonb;
BEGIN
    IF TG_OP = 'INSERT' THEN
        SELECT jsonb_agg(change) INTO changes FROM inserted AS i,
            changes_of(i.exchange, i.asset, 'tracked', i.tracked_history, to_jsonb(i.tracked), i.updated_at) AS change;
    ELSE
        SELECT jsonb_agg(change) INTO changes
        FROM after_update AS a JOIN before_update AS b USING (exchange, asset),
            changes_of(a.exchange, a.asset, 'tracked', a.tracked_history, to_jsonb(a.tracked), a.updated_at) AS change
        WHERE (a.tracked, a.tracked_history) IS DISTINCT FROM (b.tracked, b.tracked_history);
    END IF;
    IF changes IS NOT NULL THEN
        PERFORM record_validity('universe_history', 'tracked', changes);
    END IF;
    RETURN NULL;
END
$$;

COMMENT ON FUNCTION follow_universe() IS 'Maintains universe_history with the rows that one statement wrote';

CREATE TRIGGER asset_listing_inserted AFTER INSERT ON asset_listing
REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION follow_listings();
CREATE TRIGGER asset_listing_updated AFTER UPDATE ON asset_listing
REFERENCING OLD TABLE AS before_update NEW TABLE AS after_update FOR EACH STATEMENT EXECUTE FUNCTION follow_listings();
CREATE TRIGGER universe_inserted AFTER INSERT ON universe
REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION follow_universe();
CREATE TRIGGER universe_updated AFTER UPDATE ON universe
REFERENCING OLD TABLE AS before_update NEW TABLE AS after_update FOR EACH STATEMENT EXECUTE FUNCTION follow_universe();

-- listings that were there before the triggers
SELECT record_validity('asset_listing_history', 'status', changes)
FROM (SELECT jsonb_agg(change) AS changes FROM asset_listing AS l,
          changes_of(l.exchange, l.asset, 'status', l.status_history, to_jsonb(l.status), l."timestamp") AS change) AS recorded
WHERE changes IS NOT NULL;

CREATE FUNCTION universe_at(moment timestamptz)
RETURNS TABLE (exchange text, asset text, status text, traded boolean, tracked boolean)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT m.exchange, m.asset, l.status, coalesce(l.status = 'TRADING', coalesce(c.expected_from, m.listed_at) <= moment, false),
           coalesce(u.tracked, false)
    FROM (SELECT coalesce(a.exchange, e.exchange) AS exchange, coalesce(a.asset, e.asset) AS asset,
                 coalesce(a.listed_at, e.listed_at) AS listed_at
          FROM asset_listing AS a FULL JOIN universe AS e ON e.exchange = a.exchange AND e.asset = a.asset) AS m
    LEFT JOIN completeness AS c ON c.exchange = m.exchange AND c.asset = m.asset
    LEFT JOIN asset_listing_history AS l ON l.exchange = m.exchange AND l.asset = m.asset
        AND l.valid_from <= moment AND (l.valid_to > moment OR l.valid_to IS NULL)
    LEFT JOIN universe_history AS u ON u.exchange = m.exchange AND u.asset = m.asset
        AND u.valid_from <= moment AND (u.valid_to > moment OR u.valid_to IS NULL)
    WHERE m.exchange <> 'coingecko'
        AND (l.status IS NOT NULL OR u.tracked IS NOT NULL OR coalesce(c.expected_from, m.listed_at) <= moment)
$$;

COMMENT ON FUNCTION universe_at(timestamptz) IS
    'The markets that were known at this moment, those delisted since included: status of the listing, whether it traded and whether its candles were fetched. Before a market was first listed here its status is null, and traded is inferred: from its first candle on, or from listed_at where no candle was ever fetched. Markets that were delisted before this installation first listed their venue are unknown';

-- Stable, so that the planner computes it for its estimates: with a subquery instead it expects a third of all hours after
-- any bound, and reads whole tables.
CREATE FUNCTION newest_hour() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT max("timestamp") FROM h1_data
$$;

COMMENT ON FUNCTION newest_hour() IS
    'Open time of the newest hour of all markets: the bound for questions about all of them, which then read recent hours only';

CREATE VIEW gaps AS SELECT exchange, asset, from_hour, to_hour, hours, cause FROM candle_gaps;

COMMENT ON VIEW gaps IS 'Consecutive hours that a market lacks, with their cause, as ./cda gaps lists them; hours before the first candle of a market are no gap. The same as candle_gaps';
COMMENT ON COLUMN gaps.exchange IS 'Lower-case venue id, for example binance';
COMMENT ON COLUMN gaps.asset IS 'Unified symbol: BTC/USDT spot, BTC/USDT:USDT linear contract';
COMMENT ON COLUMN gaps.from_hour IS 'Open time of the first hour';
COMMENT ON COLUMN gaps.to_hour IS 'End, exclusive';
COMMENT ON COLUMN gaps.hours IS 'Number of hours';
COMMENT ON COLUMN gaps.cause IS 'no_trade: confirmed empty. not_available: the venue serves only its newest hours, and these are older. Otherwise the hours are missing and requested again: not_requested so far; empty: no row so far; bad_rows: the row of the venue was quarantined; unreadable: the response was refused or could not be read';

-- Conditions on market and day are evaluated below the aggregation: one market reads one ledger, one day its overlap with
-- every ledger. The days end with the last hour that last_id can number, whatever a wrong clock wrote.
CREATE VIEW completeness_daily AS
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
    SELECT c.exchange, c.asset, d.day,
           (extract(epoch FROM least(r.to_hour, d.closes) - greatest(r.from_hour, d.opens)) / 3600)::integer AS expected,
           NULL::integer AS absent, NULL::text AS cause
    FROM completeness AS c
    JOIN (SELECT exchange, max(known_up_to) AS known_up_to FROM completeness GROUP BY exchange) AS v
        ON v.exchange = c.exchange
    CROSS JOIN LATERAL (
        SELECT CASE WHEN ltrim(c.confirmed_empty -> 0 ->> 'from', '+')::timestamptz <= c.expected_from
                   THEN ltrim(c.confirmed_empty -> 0 ->> 'to', '+')::timestamptz ELSE c.expected_from END AS from_hour,
               CASE WHEN c.state IN ('HALTED', 'DELISTED') THEN c.known_up_to ELSE v.known_up_to END AS to_hour) AS r
    JOIN days AS d ON d.opens < r.to_hour AND d.closes > r.from_hour AND r.from_hour < r.to_hour
    UNION ALL
    SELECT g.exchange, g.asset, d.day, NULL,
           (extract(epoch FROM least(g.to_hour, d.closes) - greatest(g.from_hour, d.opens)) / 3600)::integer, g.cause
    FROM gaps AS g
    JOIN days AS d ON d.opens < g.to_hour AND d.closes > g.from_hour) AS part
GROUP BY exchange, asset, day;

COMMENT ON VIEW completeness_daily IS 'How many hours of each market and day are expected, present and absent, by the ledger: expected = present + missing + confirmed_empty + not_available. Ask for a market, a venue or a day; all markets and years are millions of rows';
COMMENT ON COLUMN completeness_daily.exchange IS 'Lower-case venue id, for example binance';
COMMENT ON COLUMN completeness_daily.asset IS 'Unified symbol: BTC/USDT spot, BTC/USDT:USDT linear contract';
COMMENT ON COLUMN completeness_daily.day IS 'Day in UTC';
COMMENT ON COLUMN completeness_daily.expected IS 'Hours of the day from the first candle of the market to the newest hour of its venue, or to the last one of a market that is halted or delisted';
COMMENT ON COLUMN completeness_daily.present IS 'Hours that were published';
COMMENT ON COLUMN completeness_daily.missing IS 'Hours that are requested again: the sum of the next four columns';
COMMENT ON COLUMN completeness_daily.not_requested IS 'Missing hours that were not requested so far';
COMMENT ON COLUMN completeness_daily.empty IS 'Missing hours for which the venue had no row so far';
COMMENT ON COLUMN completeness_daily.bad_rows IS 'Missing hours whose row was quarantined';
COMMENT ON COLUMN completeness_daily.unreadable IS 'Missing hours whose response was refused or could not be read';
COMMENT ON COLUMN completeness_daily.confirmed_empty IS 'Hours in which the venue has no candle, confirmed';
COMMENT ON COLUMN completeness_daily.not_available IS 'Hours that the venue serves no more, because it serves only its newest ones';
