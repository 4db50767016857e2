-- What listings and CoinGecko snapshots say besides.

ALTER TABLE asset_listing
    ADD COLUMN venue_symbol    text,
    ADD COLUMN venue_status    text,
    ADD COLUMN listed_at       timestamptz,
    ADD COLUMN renamed_to      text,
    ADD COLUMN market_cap_rank integer,
    ADD COLUMN volume_usd      numeric,
    ADD COLUMN status_history  jsonb;

COMMENT ON COLUMN asset_listing.status IS 'TRADING, HALTED, DELISTED or RENAMED';
COMMENT ON COLUMN asset_listing.venue_symbol IS 'The venue''s own name of the market, for example BTCUSDT; the symbol of a coin';
COMMENT ON COLUMN asset_listing.venue_status IS 'The venue''s own word for the state, for example BREAK';
COMMENT ON COLUMN asset_listing.listed_at IS 'Since when the venue says that it lists it; null where it does not say';
COMMENT ON COLUMN asset_listing.renamed_to IS 'The unified symbol under which the venue goes on with it; null unless status is RENAMED';
COMMENT ON COLUMN asset_listing.market_cap_rank IS 'Place of the coin by market capitalisation; null for markets and for coins without one';
COMMENT ON COLUMN asset_listing.volume_usd IS 'What was traded of the coin within 24 hours, in USD; null for markets and where CoinGecko does not say';
COMMENT ON COLUMN asset_listing.status_history IS 'Every status it has had, as an array of {"status", "since"}, oldest first';

ALTER TABLE cg_data ADD COLUMN complete boolean NOT NULL DEFAULT true;

COMMENT ON COLUMN cg_data.complete IS 'True when all pages of the snapshot came; false for the coins of a snapshot that has holes';
