package io.cryptodata.allinone.demo;

import io.cryptodata.allinone.demo.StoredRows.Series;
import io.cryptodata.allinone.demo.StoredRows.SeriesRows;
import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.LastId;
import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.ExpectedCandles;
import io.cryptodata.simulator.market.ExpectedCandles.PerMarket;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The rows that must be in the database at the end, counted by the simulator and not by the parts under test: every candle,
/// an indicator row of every closed bucket, and one of every timeframe for the newest hour of each market. How many rows of
/// buckets in progress there are besides depends on when a candle was appended, and is not checked.
///
/// @param candles what the venues serve
/// @param skippedFiles files of venues of which not all candles can be fetched
record ExpectedRows(ExpectedCandles candles, int skippedFiles) {
    int markets() {
        return candles.markets().size();
    }

    long candleRows() {
        return candles.acceptable();
    }

    /// Indicator rows of closed buckets.
    long closedRows() {
        return candles.markets().values().stream().flatMap(market -> market.closedBuckets().values().stream())
                .mapToLong(Integer::longValue).sum();
    }

    /// Rows that venues serve and that must not become candles.
    long quarantined() {
        return candles.quarantined();
    }

    /// Rows that a later row for the same hour replaced before they were served.
    long superseded() {
        return candles.superseded();
    }

    /// What is missing of each market, by its key; empty if all its rows are stored.
    Map<String, String> missingFrom(StoredRows stored) {
        Map<String, String> all = new TreeMap<>();
        candles.markets().forEach((market, expected) -> {
            List<String> missing = new ArrayList<>();
            addMissingCandles(market, expected, stored, missing);
            addMissingIndicators(market, expected, stored, missing);
            if (!missing.isEmpty()) {
                all.put(market.key(), String.join("; ", missing));
            }
        });
        return all;
    }

    /// How many of the expected candles are stored. Those of hours that have closed since do not count.
    long candlesIn(StoredRows stored) {
        return candles.markets().entrySet().stream().mapToLong(market -> Math.min(market.getValue().acceptable(),
                stored.candlesByMarket().getOrDefault(market.getKey().key(), 0L))).sum();
    }

    /// How many of the expected indicator rows of closed buckets are stored.
    long closedRowsIn(StoredRows stored) {
        return candles.markets().entrySet().stream().flatMapToLong(
                market -> market.getValue().closedBuckets().entrySet().stream().mapToLong(buckets -> Math.min(
                        buckets.getValue(), stored.of(Series.of(market.getKey(), buckets.getKey())).closed())))
                .sum();
    }

    /// Whether every expected row is stored.
    boolean isFulfilledBy(StoredRows stored) {
        return stored.quarantined() >= quarantined() && missingFrom(stored).isEmpty();
    }

    /// Whether every candle is stored.
    boolean hasCandlesIn(StoredRows stored) {
        return isEmptyForAll((market, expected, missing) -> addMissingCandles(market, expected, stored, missing));
    }

    /// Whether every expected indicator row is stored.
    boolean hasIndicatorsIn(StoredRows stored) {
        return isEmptyForAll((market, expected, missing) -> addMissingIndicators(market, expected, stored, missing));
    }

    private interface Check {
        void addMissing(Market market, PerMarket expected, List<String> missing);
    }

    private boolean isEmptyForAll(Check check) {
        List<String> missing = new ArrayList<>();
        candles.markets().forEach((market, expected) -> check.addMissing(market, expected, missing));
        return missing.isEmpty();
    }

    private static void addMissingCandles(Market market, PerMarket expected, StoredRows stored, List<String> missing) {
        long present = stored.candlesByMarket().getOrDefault(market.key(), 0L);
        if (present < expected.acceptable()) {
            missing.add(present + " of " + expected.acceptable() + " candles");
        }
    }

    private static void addMissingIndicators(Market market, PerMarket expected, StoredRows stored,
            List<String> missing) {
        for (Timeframe timeframe : Timeframe.values()) {
            SeriesRows rows = stored.of(Series.of(market, timeframe));
            int closed = expected.closedBuckets().getOrDefault(timeframe, 0);
            if (rows.closed() < closed) {
                missing.add(timeframe.code() + ": " + rows.closed() + " of " + closed + " closed rows");
            }
            Instant last = expected.last();
            if (last != null && rows.newestLastId() < LastId.of(market, last)) {
                missing.add(timeframe.code() + ": no row at " + last);
            }
        }
    }
}
