package io.cryptodata.allinone.demo;

import io.cryptodata.domain.calendar.Timeframe;

import java.util.Map;
import java.util.TreeMap;

/// What must have landed when a replay is over, counted by the simulator and not by the parts that are to be judged.
///
/// @param candlesByMarket acceptable hours per market key
/// @param quarantined rows that a venue serves and that must not become candles
/// @param superseded rows that a later row for the same hour replaced before they were served
/// @param skippedFiles files of known venues or market kinds that no client speaks yet
record Expected(Map<String, Long> candlesByMarket, long quarantined, long superseded, int skippedFiles) {
    Expected {
        candlesByMarket = Map.copyOf(candlesByMarket);
    }

    int markets() {
        return candlesByMarket.size();
    }

    long candles() {
        return candlesByMarket.values().stream().mapToLong(Long::longValue).sum();
    }

    /// One row per candle and timeframe: the last id of each is its own.
    long indicatorRows() {
        return candles() * Timeframe.values().length;
    }

    /// What is still to come, in words per market; empty if every acceptable hour is there.
    Map<String, String> missingFrom(Landed landed) {
        Map<String, String> missing = new TreeMap<>();
        candlesByMarket.forEach((market, expected) -> {
            long there = landed.candlesByMarket().getOrDefault(market, 0L);
            if (there < expected) {
                missing.put(market, there + " of " + expected + " candles");
            }
        });
        return missing;
    }

    /// Whether everything that should have landed is there.
    boolean isFulfilledBy(Landed landed) {
        return missingFrom(landed).isEmpty() && landed.indicatorRows() >= indicatorRows()
                && landed.quarantined() >= quarantined;
    }
}
