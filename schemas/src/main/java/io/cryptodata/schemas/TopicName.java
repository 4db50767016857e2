package io.cryptodata.schemas;

/// The names of the topics. They are final: bots and operators depend on them.
public final class TopicName {
    /// Closed hourly candles, every version of every hour.
    public static final String CANDLES_1H = "candles.1h";
    /// Completed candles of the longer timeframes.
    public static final String CANDLES_ROLLUP = "candles.rollup";
    /// Indicator rows of all timeframes.
    public static final String INDICATORS = "indicators";
    /// Rows that a venue served and that must not become candles.
    public static final String CANDLES_QUARANTINE = "candles.quarantine";
    /// Which markets are tracked.
    public static final String UNIVERSE = "universe";
    /// What is known to be there, per market.
    public static final String LEDGER = "ledger";

    private TopicName() {}

    /// Where records of `topic` go that cannot be processed.
    public static String deadLettersOf(String topic) {
        return topic + ".dlq";
    }
}
