package io.cryptodata.simulator.venue;

import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.market.CandleSource.SourceRow;
import io.cryptodata.simulator.market.CandleSource.Window;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/// What a dialect sees in tests: some markets that all have the same hours from one to another, the price counting the
/// hours since the first.
///
/// @param first the first hour with candles
public record OneMarket(Dialect dialect, List<ListedMarket> markets, Instant first, Instant now) implements View {
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
        int many = Math.min(inside.size(), window.limit());
        return window.newest() ? inside.subList(inside.size() - many, inside.size()) : inside.subList(0, many);
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
