package io.cryptodata.allinone.demo;

import io.cryptodata.domain.calendar.Timeframe;

import java.util.Map;
import java.util.TreeMap;

/// The rows that must be in the database at the end, counted by the simulator and not by the parts under test.
///
/// @param candlesByMarket acceptable hours per market key
/// @param quarantined rows that venues serve and that must not become candles
/// @param superseded rows that a later row for the same hour replaced before they were served
/// @param skippedFiles files of supported venues or market kinds without a client
record ExpectedRows(Map<String, Long> candlesByMarket, long quarantined, long superseded, int skippedFiles) {
    ExpectedRows {
        candlesByMarket = Map.copyOf(candlesByMarket);
    }

    int markets() {
        return candlesByMarket.size();
    }

    long candles() {
        return candlesByMarket.values().stream().mapToLong(Long::longValue).sum();
    }

    /// One row per candle and timeframe, as each candle has its own last id.
    long indicatorRows() {
        return candles() * Timeframe.values().length;
    }

    /// The candles still missing, as text per market; empty if every acceptable hour is stored.
    Map<String, String> missingFrom(StoredRows stored) {
        Map<String, String> missing = new TreeMap<>();
        candlesByMarket.forEach((market, expected) -> {
            long present = stored.candlesByMarket().getOrDefault(market, 0L);
            if (present < expected) {
                missing.put(market, present + " of " + expected + " candles");
            }
        });
        return missing;
    }

    /// Whether every expected row is stored.
    boolean isFulfilledBy(StoredRows stored) {
        return missingFrom(stored).isEmpty() && stored.indicatorRows() >= indicatorRows()
                && stored.quarantined() >= quarantined;
    }
}
