-- Hourly candles and the indicators on all timeframes. The primary keys are the keys of the upserts
-- and the indexes of the queries.

CREATE TABLE h1_data (
    last_id     bigint      NOT NULL,
    asset       text        NOT NULL,
    exchange    text        NOT NULL,
    "timestamp" timestamptz NOT NULL,
    open        numeric     NOT NULL,
    high        numeric     NOT NULL,
    low         numeric     NOT NULL,
    close       numeric     NOT NULL,
    volume      numeric     NOT NULL,
    revision    integer     NOT NULL DEFAULT 0,
    CONSTRAINT h1_data_pkey PRIMARY KEY (asset, exchange, "timestamp"),
    CONSTRAINT h1_data_on_the_hour
        CHECK ("timestamp" = date_bin('1 hour', "timestamp", '2000-01-03 00:00:00+00'::timestamptz)),
    -- NaN counts as greater than Infinity in SQL, so that one comparison refuses both
    CONSTRAINT h1_data_prices CHECK (low > 0 AND low <= open AND low <= close
        AND high >= open AND high >= close AND high < 'Infinity'),
    CONSTRAINT h1_data_volume CHECK (volume >= 0 AND volume < 'Infinity'),
    -- the years that the calendar of the longer timeframes knows; the first block of Bitcoin is of January 2009
    CONSTRAINT h1_data_years CHECK ("timestamp" >= '2009-01-01 00:00:00+00'::timestamptz
        AND "timestamp" < '2040-01-01 00:00:00+00'::timestamptz),
    CONSTRAINT h1_data_revision CHECK (revision >= 0)
);
-- for queries over all markets that are bounded in time; few distinct values, so it is small
CREATE INDEX h1_data_by_time ON h1_data ("timestamp");

COMMENT ON TABLE h1_data IS 'Closed hourly candles, one row per market and hour; a later revision replaces the whole row';
COMMENT ON COLUMN h1_data.last_id IS 'Computed id of this hour of this market, candle_id(exchange, asset, timestamp); joins indicators';
COMMENT ON COLUMN h1_data.asset IS 'Unified symbol: BTC/USDT spot, BTC/USDT:USDT linear contract, BTC/USD:BTC inverse contract';
COMMENT ON COLUMN h1_data.exchange IS 'Lower-case venue id, for example binance';
COMMENT ON COLUMN h1_data."timestamp" IS 'Open time of the hour';
COMMENT ON COLUMN h1_data.open IS 'First price of the hour, in the quote; 15 significant digits';
COMMENT ON COLUMN h1_data.high IS 'Highest price of the hour, in the quote';
COMMENT ON COLUMN h1_data.low IS 'Lowest price of the hour, in the quote';
COMMENT ON COLUMN h1_data.close IS 'Last price of the hour, in the quote';
COMMENT ON COLUMN h1_data.volume IS 'Traded volume of the hour, in units of the base';
COMMENT ON COLUMN h1_data.revision IS '0 for the first version of this hour, one more for each later one; an older one never replaces a newer one';

CREATE TABLE indicators (
    last_id            bigint  NOT NULL,
    timeframe          text    NOT NULL,
    ema10              numeric,
    ema36              numeric,
    ema200             numeric,
    sma200             numeric,
    ehma180            numeric,
    rsi14              numeric,
    bbm202             numeric,
    bbl202             numeric,
    bbu202             numeric,
    bbw202             numeric,
    td_seq_up          integer,
    td_seq_down        integer,
    st73               numeric,
    diff_ema200_pct    numeric,
    range_pct          numeric,
    high_low_range_pct numeric,
    volume_usd         numeric,
    closed             boolean NOT NULL,
    CONSTRAINT indicators_pkey PRIMARY KEY (last_id, timeframe),
    CONSTRAINT indicators_timeframe CHECK (timeframe IN ('1h', '2h', '4h', '12h', '1d', '3d', '1w', '1m'))
);

COMMENT ON TABLE indicators IS 'The 17 indicators, one row per candle and timeframe; null while an indicator warms up';
COMMENT ON COLUMN indicators.last_id IS 'last_id of the last hourly candle inside the bucket; joins h1_data and the views of the longer timeframes';
COMMENT ON COLUMN indicators.timeframe IS '1h 2h 4h 12h 1d 3d 1w, or 1m for the calendar month';
COMMENT ON COLUMN indicators.ema10 IS 'Exponential moving average of the close over 10 candles, in the quote';
COMMENT ON COLUMN indicators.ema36 IS 'Exponential moving average of the close over 36 candles, in the quote';
COMMENT ON COLUMN indicators.ema200 IS 'Exponential moving average of the close over 200 candles, in the quote';
COMMENT ON COLUMN indicators.sma200 IS 'Plain mean of the close over 200 candles, in the quote';
COMMENT ON COLUMN indicators.ehma180 IS 'Exponential Hull moving average of the close over 180 candles, in the quote';
COMMENT ON COLUMN indicators.rsi14 IS 'Relative strength index over 14 candles, 0 to 100';
COMMENT ON COLUMN indicators.bbm202 IS 'Bollinger bands over 20 candles and 2 deviations: the middle, in the quote';
COMMENT ON COLUMN indicators.bbl202 IS 'Bollinger bands over 20 candles and 2 deviations: the lower band, in the quote';
COMMENT ON COLUMN indicators.bbu202 IS 'Bollinger bands over 20 candles and 2 deviations: the upper band, in the quote';
COMMENT ON COLUMN indicators.bbw202 IS 'Bollinger bands over 20 candles and 2 deviations: the width, in percent of the middle';
COMMENT ON COLUMN indicators.td_seq_up IS 'TD sequential: how many closes in a row were above the close four candles before';
COMMENT ON COLUMN indicators.td_seq_down IS 'TD sequential: how many closes in a row were below the close four candles before';
COMMENT ON COLUMN indicators.st73 IS 'Supertrend over 7 candles with factor 3, in the quote';
COMMENT ON COLUMN indicators.diff_ema200_pct IS 'Distance of the close from ema200, in percent';
COMMENT ON COLUMN indicators.range_pct IS 'Size of the candle''s body, in percent';
COMMENT ON COLUMN indicators.high_low_range_pct IS 'Size of the candle from low to high, in percent';
COMMENT ON COLUMN indicators.volume_usd IS 'Volume times close, in USDT; null where the rate of the quote is not known';
COMMENT ON COLUMN indicators.closed IS 'True when the bucket is complete; false for the bucket so far';
