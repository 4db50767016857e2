-- What the venues list, what operators declare, and flags.

CREATE TABLE asset_listing (
    asset       text        NOT NULL,
    exchange    text        NOT NULL,
    is_spot     boolean     GENERATED ALWAYS AS
        (CASE WHEN exchange <> 'coingecko' THEN strpos(asset, ':') = 0 END) STORED,
    base        text        GENERATED ALWAYS AS
        (CASE WHEN exchange <> 'coingecko' THEN split_part(asset, '/', 1) END) STORED,
    quote       text        GENERATED ALWAYS AS
        (CASE WHEN exchange <> 'coingecko' THEN split_part(split_part(asset, '/', 2), ':', 1) END) STORED,
    contract    text        GENERATED ALWAYS AS
        (CASE WHEN exchange <> 'coingecko' THEN nullif(split_part(asset, ':', 2), '') END) STORED,
    "timestamp" timestamptz NOT NULL,
    status      text        NOT NULL,
    first_seen  timestamptz NOT NULL,
    last_seen   timestamptz NOT NULL,
    CONSTRAINT asset_listing_pkey PRIMARY KEY (asset, exchange),
    CONSTRAINT asset_listing_seen CHECK (first_seen <= last_seen)
);

COMMENT ON TABLE asset_listing IS 'What each venue lists, and CoinGecko''s coins, one row per venue and asset';
COMMENT ON COLUMN asset_listing.asset IS 'Unified symbol; the coin id where exchange is coingecko';
COMMENT ON COLUMN asset_listing.exchange IS 'Lower-case venue id, or coingecko';
COMMENT ON COLUMN asset_listing.is_spot IS 'True for a spot market, false for a contract; null for coingecko';
COMMENT ON COLUMN asset_listing.base IS 'What is bought, for example BTC; null for coingecko';
COMMENT ON COLUMN asset_listing.quote IS 'What it is priced in, for example USDT; null for coingecko';
COMMENT ON COLUMN asset_listing.contract IS 'What a contract is settled in; null for spot markets and coingecko';
COMMENT ON COLUMN asset_listing."timestamp" IS 'When this row was told last';
COMMENT ON COLUMN asset_listing.status IS 'Status of the listing';
COMMENT ON COLUMN asset_listing.first_seen IS 'When the listing was seen first';
COMMENT ON COLUMN asset_listing.last_seen IS 'When the listing was seen last';

CREATE TABLE asset_declaration (
    asset       text        NOT NULL,
    exchange    text        NOT NULL,
    track       boolean     NOT NULL,
    note        text,
    declared_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT asset_declaration_pkey PRIMARY KEY (asset, exchange),
    CONSTRAINT asset_declaration_exchange CHECK (exchange ~ '^[a-z0-9]+$'),
    CONSTRAINT asset_declaration_asset CHECK (asset ~ '^[^[:space:]/:]+/[^[:space:]/:]+(:[^[:space:]/:]+)?$')
);

COMMENT ON TABLE asset_declaration IS 'Operators'' overrides: markets to track although discovery does not find them, or to leave alone';
COMMENT ON COLUMN asset_declaration.asset IS 'Unified symbol, for example BTC/USDT';
COMMENT ON COLUMN asset_declaration.exchange IS 'Lower-case venue id, for example binance';
COMMENT ON COLUMN asset_declaration.track IS 'True: track this market; false: do not';
COMMENT ON COLUMN asset_declaration.note IS 'Why, for people';
COMMENT ON COLUMN asset_declaration.declared_at IS 'When the row was declared';

CREATE TABLE flags (
    base   text        NOT NULL,
    flag   text        NOT NULL,
    value  boolean     NOT NULL,
    note   text,
    set_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT flags_pkey PRIMARY KEY (base, flag)
);

COMMENT ON TABLE flags IS 'Boolean flags by the base of an asset, set by operators';
COMMENT ON COLUMN flags.base IS 'What is bought, for example BTC';
COMMENT ON COLUMN flags.flag IS 'Name of the flag';
COMMENT ON COLUMN flags.value IS 'True or false';
COMMENT ON COLUMN flags.note IS 'Why, for people';
COMMENT ON COLUMN flags.set_at IS 'When the flag was set';
