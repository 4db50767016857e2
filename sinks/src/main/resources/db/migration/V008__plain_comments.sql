-- Comments of earlier migrations, reworded.

COMMENT ON FUNCTION candle_id(text, text, timestamptz) IS
    'The last_id of the hour of a market that opened at this time; computable before any insert, the same after a replay';

COMMENT ON TABLE indicators IS 'Indicators, one row per candle and timeframe; null while an indicator warms up';
COMMENT ON COLUMN indicators.volume_usd IS 'Volume times close, in USDT; null where the rate of the quote is unavailable';

COMMENT ON TABLE cg_data IS 'Coins by market capitalisation from CoinGecko, one row per coin and snapshot';
COMMENT ON COLUMN cg_data.id IS 'Surrogate number of the row';
COMMENT ON COLUMN cg_data.market_cap_rank IS 'Rank by market capitalisation, 1 is the largest';
COMMENT ON COLUMN cg_data.complete IS 'True when all pages of the snapshot were fetched; false for the coins of an incomplete snapshot';

COMMENT ON TABLE asset_listing IS 'Listings of the venues and CoinGecko''s coins, one row per venue and asset';
COMMENT ON COLUMN asset_listing.base IS 'Traded asset, for example BTC; null for coingecko';
COMMENT ON COLUMN asset_listing.quote IS 'Asset of the price, for example USDT; null for coingecko';
COMMENT ON COLUMN asset_listing.contract IS 'Settlement asset of a contract; null for spot markets and coingecko';
COMMENT ON COLUMN asset_listing."timestamp" IS 'When the row was last published';
COMMENT ON COLUMN asset_listing.first_seen IS 'When the listing was first seen';
COMMENT ON COLUMN asset_listing.last_seen IS 'When the listing was last seen';
COMMENT ON COLUMN asset_listing.venue_symbol IS 'Symbol of the market at the venue, for example BTCUSDT; symbol of a coin';
COMMENT ON COLUMN asset_listing.venue_status IS 'Status of the market at the venue, for example BREAK';
COMMENT ON COLUMN asset_listing.listed_at IS 'When the venue listed it; null where the venue does not report it';
COMMENT ON COLUMN asset_listing.renamed_to IS 'New unified symbol of a renamed market; null unless status is RENAMED';
COMMENT ON COLUMN asset_listing.market_cap_rank IS 'Rank of the coin by market capitalisation; null for markets and for coins without one';
COMMENT ON COLUMN asset_listing.volume_usd IS 'Traded volume of the coin within 24 hours, in USD; null for markets and where CoinGecko reports none';
COMMENT ON COLUMN asset_listing.status_history IS 'Every status of the listing as an array of {"status", "since"}, oldest first';

COMMENT ON TABLE asset_declaration IS 'Overrides by operators: markets to track although discovery does not find them, or not to track';
COMMENT ON COLUMN asset_declaration.note IS 'Reason, for people';

COMMENT ON TABLE flags IS 'Boolean flags by the base of a market, set by operators';
COMMENT ON COLUMN flags.base IS 'Traded asset, for example BTC';
COMMENT ON COLUMN flags.note IS 'Reason, for people';

COMMENT ON COLUMN logs.id IS 'Surrogate number of the row';
COMMENT ON COLUMN logs.outcome IS 'OK, PARTIAL or FAILED; null while the run is in progress';
COMMENT ON COLUMN logs.finished_at IS 'When the run ended; null while it is in progress';
COMMENT ON COLUMN logs.counts IS 'Counts of the run by name';
COMMENT ON COLUMN logs.detail IS 'Details for people';

COMMENT ON TABLE cda_heartbeat IS 'Written by the connector that reads the operators'' tables, so that its replication slot keeps advancing';
COMMENT ON COLUMN cda_heartbeat.reader IS 'Topic prefix of the connector: overrides';
COMMENT ON COLUMN cda_heartbeat.beat_at IS 'When the connector last wrote';
