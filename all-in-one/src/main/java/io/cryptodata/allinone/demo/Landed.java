package io.cryptodata.allinone.demo;

import java.util.Map;

/// What is in the database at one moment.
///
/// @param candlesByMarket rows of `h1_data` per market key
/// @param indicatorRows rows of `indicators`
/// @param quarantined rows that were quarantined on the way, as the ledgers say
record Landed(Map<String, Long> candlesByMarket, long indicatorRows, long quarantined) {
    static final Landed NOTHING = new Landed(Map.of(), 0, 0);

    Landed {
        candlesByMarket = Map.copyOf(candlesByMarket);
    }

    long candles() {
        return candlesByMarket.values().stream().mapToLong(Long::longValue).sum();
    }

    long rows() {
        return candles() + indicatorRows;
    }
}
