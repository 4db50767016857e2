package io.cryptodata.simulator.venue;

import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.market.CandleSource.SourceRow;
import io.cryptodata.simulator.market.CandleSource.Window;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/// Market data for tests of dialects: all markets have the same hours from `first` to `now`, with prices that count the
/// hours since the first.
///
/// @param first the first hour with candles
public record FixedMarketData(Dialect dialect, List<ListedMarket> markets, Instant first,
        Instant now) implements MarketData {
    private static final long HOUR = 3_600_000;

    @Override
    public Optional<ListedMarket> market(boolean spot, String symbol) {
        return markets.stream()
                .filter(one -> one.market().isSpot() == spot && dialect.symbolOf(one).equals(symbol)).findFirst();
    }

    @Override
    public List<SourceRow> rows(ListedMarket market, Window window) {
        List<SourceRow> inside = LongStream.rangeClosed(0, (now.toEpochMilli() - first.toEpochMilli()) / HOUR)
                .mapToObj(this::row)
                .filter(row -> row.openTime() >= window.from() && row.openTime() <= window.to()).toList();
        int count = Math.min(inside.size(), window.limit());
        return window.newest() ? inside.subList(inside.size() - count, inside.size()) : inside.subList(0, count);
    }

    @Override
    public List<SourceRow> history(ListedMarket market, Window window) {
        return rows(market, window);
    }

    private SourceRow row(long hour) {
        return new SourceRow(first.toEpochMilli() + hour * HOUR, Long.toString(10 + hour), Long.toString(12 + hour),
                Long.toString(9 + hour), Long.toString(11 + hour), "2.5");
    }
}
