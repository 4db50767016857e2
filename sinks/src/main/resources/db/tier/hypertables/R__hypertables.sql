-- The large tables as hypertables. Chunks of 30 days: with shorter ones planning a query over years takes longer than
-- its execution. Rows that are there already are moved into chunks; the table that they leave is truncated, which must not
-- empty the longer candles.

CREATE TEMPORARY TABLE truncation ON COMMIT DROP AS
SELECT pg_get_triggerdef(oid) AS definition FROM pg_trigger
WHERE tgrelid = 'h1_data'::regclass AND tgname = 'h1_data_truncated';
DROP TRIGGER IF EXISTS h1_data_truncated ON h1_data;

SELECT create_hypertable('h1_data', by_range('timestamp', INTERVAL '30 days'),
    create_default_indexes => false, if_not_exists => true, migrate_data => true);
DO $$
DECLARE
    each record;
BEGIN
    FOR each IN SELECT definition FROM truncation LOOP
        EXECUTE each.definition;
    END LOOP;
END
$$;

SELECT create_hypertable('cg_data', by_range('timestamp', INTERVAL '30 days'),
    create_default_indexes => false, if_not_exists => true, migrate_data => true);
-- last_id starts with the hours since 1970: 30 days of it
SELECT create_hypertable('indicators', by_range('last_id', (24 * 30)::bigint << 43),
    create_default_indexes => false, if_not_exists => true, migrate_data => true);

CREATE OR REPLACE FUNCTION candle_id_now() RETURNS bigint LANGUAGE sql STABLE AS
$$ SELECT floor(extract(epoch FROM now()) / 3600)::bigint << 43 $$;

COMMENT ON FUNCTION candle_id_now() IS 'The smallest last_id of the current hour: now on the axis of indicators';

SELECT set_integer_now_func('indicators', 'candle_id_now', replace_if_exists => true);
