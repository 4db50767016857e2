package io.cryptodata.allinone.demo;

import java.util.Map;

/// The numbers of rows in the database at one moment.
///
/// @param candlesByMarket rows of `h1_data` per market key
/// @param indicatorRows rows of `indicators`
/// @param quarantined quarantined rows, by the ledgers
record StoredRows(Map<String, Long> candlesByMarket, long indicatorRows, long quarantined) {
    static final StoredRows NOTHING = new StoredRows(Map.of(), 0, 0);

    StoredRows {
        candlesByMarket = Map.copyOf(candlesByMarket);
    }

    long candles() {
        return candlesByMarket.values().stream().mapToLong(Long::longValue).sum();
    }

    long rows() {
        return candles() + indicatorRows;
    }
}
