-- CoinGecko snapshots. coin_id is part of the upsert key, because symbols are not unique.

CREATE TABLE cg_data (
    id              bigserial   NOT NULL,
    coin_id         text        NOT NULL,
    symbol          text        NOT NULL,
    name            text        NOT NULL,
    close           numeric,
    market_cap      numeric,
    market_cap_rank integer,
    fdv             numeric,
    ath             numeric,
    atl             numeric,
    days_since_ath  integer,
    ath5            boolean,
    ath10           boolean,
    ath15           boolean,
    ath90           boolean,
    "timestamp"     timestamptz NOT NULL,
    sys_timestamp   timestamptz NOT NULL GENERATED ALWAYS AS ("timestamp") STORED,
    CONSTRAINT cg_data_pkey PRIMARY KEY (id, "timestamp"),
    CONSTRAINT cg_data_coin UNIQUE (coin_id, "timestamp")
);
CREATE INDEX cg_data_newest_by_rank ON cg_data (sys_timestamp DESC, market_cap_rank);

COMMENT ON TABLE cg_data IS 'Coins by market capitalisation as CoinGecko tells them, one row per coin and snapshot';
COMMENT ON COLUMN cg_data.id IS 'Number of the row; says nothing about the coin';
COMMENT ON COLUMN cg_data.coin_id IS 'CoinGecko''s id of the coin, for example bitcoin';
COMMENT ON COLUMN cg_data.symbol IS 'Symbol of the coin; not unique';
COMMENT ON COLUMN cg_data.name IS 'Name of the coin';
COMMENT ON COLUMN cg_data.close IS 'Price in USD';
COMMENT ON COLUMN cg_data.market_cap IS 'Market capitalisation in USD';
COMMENT ON COLUMN cg_data.market_cap_rank IS 'Place by market capitalisation, 1 is the largest';
COMMENT ON COLUMN cg_data.fdv IS 'Fully diluted valuation in USD';
COMMENT ON COLUMN cg_data.ath IS 'All-time high in USD';
COMMENT ON COLUMN cg_data.atl IS 'All-time low in USD';
COMMENT ON COLUMN cg_data.days_since_ath IS 'Whole days since the all-time high';
COMMENT ON COLUMN cg_data.ath5 IS 'True when the price is within 5 percent of the all-time high';
COMMENT ON COLUMN cg_data.ath10 IS 'True when the price is within 10 percent of the all-time high';
COMMENT ON COLUMN cg_data.ath15 IS 'True when the price is within 15 percent of the all-time high';
COMMENT ON COLUMN cg_data.ath90 IS 'True when the price is within 90 percent of the all-time high';
COMMENT ON COLUMN cg_data."timestamp" IS 'Time of the snapshot, equal on all its rows';
COMMENT ON COLUMN cg_data.sys_timestamp IS 'The same time; the name that queries for the newest snapshot use';
