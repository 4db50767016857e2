-- Candles that are history when they arrive have no rows in progress of longer timeframes.

COMMENT ON TABLE indicators IS 'Indicators: on 1h one row per candle; on longer timeframes the row of every completed bucket, and those of live hours in progress until the weekly cleanup; null while an indicator warms up';
