package io.cryptodata.allinone.demo;

import io.cryptodata.allinone.demo.StoredRows.Series;
import io.cryptodata.allinone.demo.StoredRows.SeriesRows;
import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.candle.QuarantineReason;
import io.cryptodata.domain.market.LastId;
import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.ExpectedCandles;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Expected and stored rows of markets with the hours from `start` on, without a gap. Stored are the rows of closed buckets
/// and, of every bucket in progress, the row of the newest hour.
record DemoRows(Map<String, Long> candles, Map<Series, SeriesRows> indicators) {
    static ExpectedRows expected(Map<Market, Integer> hours, Instant start, int quarantined) {
        Map<Market, ExpectedCandles.PerMarket> markets = new HashMap<>();
        hours.forEach((market, count) -> markets.put(market, new ExpectedCandles.PerMarket(count,
                count == 0 ? null : start.plusSeconds(3600L * (count - 1)), 5, 0, Map.of(),
                Map.of(Timeframe.H1, count, Timeframe.H2, count / 2))));
        Market first = markets.keySet().stream().min((a, b) -> a.key().compareTo(b.key())).orElseThrow();
        markets.computeIfPresent(first, (market, its) -> new ExpectedCandles.PerMarket(its.acceptable(), its.last(),
                its.superseded(), 0, Map.of(QuarantineReason.NOT_A_NUMBER, quarantined), its.closedBuckets()));
        return new ExpectedRows(new ExpectedCandles(markets), 1);
    }

    static DemoRows stored(Map<Market, Integer> hours, Instant start) {
        DemoRows rows = new DemoRows(new HashMap<>(), new HashMap<>());
        hours.forEach((market, count) -> rows.add(market, count, start));
        return rows;
    }

    private void add(Market market, int count, Instant start) {
        candles.put(market.key(), (long) count);
        if (count > 0) {
            long newest = LastId.of(market, start.plusSeconds(3600L * (count - 1)));
            for (Timeframe timeframe : Timeframe.values()) {
                long length = timeframe == Timeframe.H1 ? 1 : timeframe == Timeframe.H2 ? 2 : Long.MAX_VALUE;
                indicators.put(Series.of(market, timeframe),
                        new SeriesRows(count / length + (count % length == 0 ? 0 : 1), count / length, newest));
            }
        }
    }

    DemoRows without(Market market, Timeframe timeframe) {
        Map<Series, SeriesRows> fewer = new HashMap<>(indicators);
        fewer.remove(Series.of(market, timeframe));
        return new DemoRows(candles, fewer);
    }

    DemoRows olderBy(int hours, Market market, Timeframe timeframe) {
        Map<Series, SeriesRows> older = new HashMap<>(indicators);
        older.computeIfPresent(Series.of(market, timeframe), (series, rows) -> new SeriesRows(rows.rows(),
                rows.closed(),
                LastId.of(LastId.hashIn(rows.newestLastId()), LastId.epochHourIn(rows.newestLastId()) - hours)));
        return new DemoRows(candles, older);
    }

    StoredRows quarantined(long quarantined) {
        return new StoredRows(candles, indicators, quarantined);
    }
}
