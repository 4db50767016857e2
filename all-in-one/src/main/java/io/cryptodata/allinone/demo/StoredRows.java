package io.cryptodata.allinone.demo;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.LastId;
import io.cryptodata.domain.market.Market;

import java.util.Map;

/// The numbers of rows in the database at one moment.
///
/// @param candlesByMarket rows of `h1_data` per market key
/// @param indicators rows of `indicators` per market and timeframe
/// @param quarantined quarantined rows, by the ledgers
record StoredRows(Map<String, Long> candlesByMarket, Map<Series, SeriesRows> indicators, long quarantined) {
    static final StoredRows NOTHING = new StoredRows(Map.of(), Map.of(), 0);

    /// One timeframe of one market.
    ///
    /// @param marketHash the part of `last_id` that identifies the market
    record Series(long marketHash, Timeframe timeframe) {
        static Series of(Market market, Timeframe timeframe) {
            return new Series(LastId.hashOf(market), timeframe);
        }
    }

    /// The rows of one series.
    ///
    /// @param closed how many of them are of a closed bucket
    /// @param newestLastId the greatest `last_id`
    record SeriesRows(long rows, long closed, long newestLastId) {
        static final SeriesRows NONE = new SeriesRows(0, 0, 0);
    }

    StoredRows {
        candlesByMarket = Map.copyOf(candlesByMarket);
        indicators = Map.copyOf(indicators);
    }

    long candles() {
        return candlesByMarket.values().stream().mapToLong(Long::longValue).sum();
    }

    long indicatorRows() {
        return indicators.values().stream().mapToLong(SeriesRows::rows).sum();
    }

    /// Indicator rows of closed buckets.
    long closedRows() {
        return indicators.values().stream().mapToLong(SeriesRows::closed).sum();
    }

    /// Of both tables.
    long rows() {
        return candles() + indicatorRows();
    }

    SeriesRows of(Series series) {
        return indicators.getOrDefault(series, SeriesRows.NONE);
    }
}
