package io.cryptodata.producers.venue;

import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource;
import io.cryptodata.simulator.market.ExpectedCandles;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import static io.cryptodata.producers.venue.ListingClientContract.FIRST_HOUR;
import static io.cryptodata.producers.venue.ListingClientContract.WHOLE_HOURS;

/// The market behind the contract: `BTC/USDT`, the halted `OLD/BTC` and the contract `BTC/USDT:USDT`, thirty whole hours and the one in progress.
public final class ThirtyHours implements CandleSource {
    private static final long HOUR = 3_600_000;

    private final String exchange;

    public ThirtyHours(String exchange) {
        this.exchange = exchange;
    }

    @Override
    public List<ListedMarket> markets(Instant now) {
        return List.of(new ListedMarket(new Market(exchange, "BTC/USDT"), true),
                new ListedMarket(new Market(exchange, "OLD/BTC"), false),
                new ListedMarket(new Market(exchange, "BTC/USDT:USDT"), true));
    }

    @Override
    public List<SourceRow> rows(Market market, Window window, Instant now) {
        List<SourceRow> rows = LongStream.rangeClosed(0, WHOLE_HOURS).mapToObj(ThirtyHours::row)
                .filter(row -> row.openTime() >= window.from() && row.openTime() <= window.to()).toList();
        int tooMany = Math.max(0, rows.size() - window.limit());
        return window.newest() ? rows.subList(tooMany, rows.size()) : rows.subList(0, rows.size() - tooMany);
    }

    @Override
    public ExpectedCandles expectedCandles(Instant now) {
        return new ExpectedCandles(Map.of());
    }

    static SourceRow row(long hour) {
        return new SourceRow(FIRST_HOUR.toEpochMilli() + hour * HOUR, 100 + hour + ".10", 200 + hour + ".20",
                50 + hour + ".30", 101 + hour + ".10", 7 + hour + ".5");
    }
}
