package io.cryptodata.producers.venue;

import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource;
import io.cryptodata.simulator.market.ExpectedCandles;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/// A market with every hour from its first one to the one in progress, for tests that need a long history. Each hour's
/// open is its number since 1970.
///
/// @param listed as the venue lists it
/// @param first its first hour
public record EveryHour(CandleSource.ListedMarket listed, Instant first) implements CandleSource {
    private static final long HOUR = 3_600_000;

    /// A tradable market with an unknown time of listing.
    public static EveryHour of(Market market, Instant first) {
        return new EveryHour(new ListedMarket(market, true), first);
    }

    @Override
    public List<ListedMarket> markets(Instant now) {
        return List.of(listed);
    }

    @Override
    public List<SourceRow> rows(Market market, Window window, Instant now) {
        long from = Math.ceilDiv(Math.max(window.from(), first.toEpochMilli()), HOUR);
        long to = Math.floorDiv(Math.min(window.to(), now.toEpochMilli()), HOUR);
        long kept = Math.min(window.limit(), Math.max(0, to - from + 1));
        long start = window.newest() ? to - kept + 1 : from;
        return LongStream.range(start, start + kept).mapToObj(EveryHour::row).toList();
    }

    private static SourceRow row(long hour) {
        return new SourceRow(hour * HOUR, Long.toString(hour), Long.toString(hour + 2), Long.toString(hour - 2),
                Long.toString(hour + 1), "1.5");
    }

    @Override
    public ExpectedCandles expectedCandles(Instant now) {
        return new ExpectedCandles(Map.of());
    }
}
