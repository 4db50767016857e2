-- Maintains candle_markets where continuous aggregates take the place of the triggers that maintain it elsewhere. Late hours
-- inside a market's range lock and change nothing.

CREATE OR REPLACE FUNCTION record_candle_markets() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO candle_markets AS recorded (asset, exchange, oldest, newest)
    SELECT asset, exchange, oldest, newest
    FROM (SELECT asset, exchange, min("timestamp") AS oldest, max("timestamp") AS newest FROM written
          GROUP BY asset, exchange) AS touched
    WHERE NOT EXISTS (
        SELECT FROM candle_markets AS known WHERE known.asset = touched.asset AND known.exchange = touched.exchange
            AND known.oldest <= touched.oldest AND known.newest >= touched.newest)
    ORDER BY asset, exchange
    ON CONFLICT (asset, exchange) DO UPDATE
        SET oldest = least(recorded.oldest, excluded.oldest), newest = greatest(recorded.newest, excluded.newest);
    RETURN NULL;
END
$$;

COMMENT ON FUNCTION record_candle_markets() IS 'Widens the ranges of candle_markets to the hours that one statement wrote';

CREATE OR REPLACE TRIGGER h1_data_recorded AFTER INSERT ON h1_data
REFERENCING NEW TABLE AS written
FOR EACH STATEMENT EXECUTE FUNCTION record_candle_markets();
-- a changed key
CREATE OR REPLACE TRIGGER h1_data_moved AFTER UPDATE ON h1_data
REFERENCING NEW TABLE AS written
FOR EACH STATEMENT EXECUTE FUNCTION record_candle_markets();

-- hours that were there before the triggers
INSERT INTO candle_markets (asset, exchange, oldest, newest)
SELECT asset, exchange, min("timestamp"), max("timestamp")
FROM h1_data
WHERE NOT EXISTS (SELECT FROM candle_markets)
GROUP BY asset, exchange;
