package io.cryptodata.schemas;

/// The names of the topics. They are final: bots and operators depend on them.
public final class TopicName {
    /// Closed hourly candles, every version of every hour.
    public static final String CANDLES_1H = "candles.1h";
    /// The same hours once more, each in its last version, in order: what `./cda replay` folds again.
    public static final String CANDLES_REPLAY = "candles.replay";
    /// Completed candles of the longer timeframes.
    public static final String CANDLES_ROLLUP = "candles.rollup";
    /// Indicator rows of all timeframes.
    public static final String INDICATORS = "indicators";
    /// Closes of the spot markets against USDT that are rates for other markets, as text: the key is `exchange:asset@hour`.
    public static final String RATES_USD = "rates.usd";
    /// Rows that a venue served and that were rejected.
    public static final String CANDLES_QUARANTINE = "candles.quarantine";
    /// Which markets are tracked.
    public static final String UNIVERSE = "universe";
    /// Which hours are present, per market.
    public static final String LEDGER = "ledger";
    /// What the venues list, and CoinGecko's coins.
    public static final String LISTINGS = "listings";
    /// CoinGecko's rows as they were served, a snapshot every half hour.
    public static final String COINGECKO_MARKETS = "coingecko.markets";
    /// The same, enriched.
    public static final String COINGECKO_SNAPSHOTS = "coingecko.snapshots";
    /// The operators' table `asset_declaration`, row by row.
    public static final String OVERRIDES_ASSET_DECLARATION = "overrides.asset_declaration";
    /// The operators' table `flags`, row by row.
    public static final String OVERRIDES_FLAGS = "overrides.flags";
    /// The newest heartbeat of the connector that reads these two tables.
    public static final String OVERRIDES_HEARTBEAT = "overrides.heartbeat";
    /// What operators have requested of the producers: the newest request about each venue and task.
    public static final String OPERATIONS = "operations";
    /// Every run of a recurring task.
    public static final String TASK_RUNS = "task.runs";

    private TopicName() {}

    /// The topic for records of `topic` that cannot be processed.
    public static String deadLettersOf(String topic) {
        return topic + ".dlq";
    }
}
