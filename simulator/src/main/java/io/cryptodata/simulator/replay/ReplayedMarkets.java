package io.cryptodata.simulator.replay;

import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.CandleSource;
import io.cryptodata.simulator.market.ExpectedCandles;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Candle files as a source: files in name order, rows in file order, a later row with the same open time supersedes an
/// earlier one. Rows with invalid values are served unchanged.
public final class ReplayedMarkets implements CandleSource {
    private final Map<Market, ReplayedMarket> markets = new LinkedHashMap<>();
    private final List<SkippedFile> skipped;
    private final List<ListedMarket> listed;

    /// Reads all files.
    ///
    /// @throws ReplayException if a file cannot be read or is malformed
    public ReplayedMarkets(ReplayFiles files) {
        this(read(files), files.skipped());
    }

    private ReplayedMarkets(Map<Market, ReplayedMarket> markets, List<SkippedFile> skipped) {
        this.markets.putAll(markets);
        this.skipped = skipped;
        this.listed = this.markets.keySet().stream().map(market -> new ListedMarket(market, true)).toList();
    }

    /// The markets of one venue only.
    public ReplayedMarkets ofVenue(String exchange) {
        Map<Market, ReplayedMarket> selected = new LinkedHashMap<>(markets);
        selected.keySet().removeIf(market -> !market.exchange().equals(exchange));
        return new ReplayedMarkets(selected, List.of());
    }

    /// The files of venues of which not all candles are fetched.
    public List<SkippedFile> skipped() {
        return skipped;
    }

    /// The time for a frozen clock: `margin` after the last close that has passed. Later rows are in the future of that
    /// clock.
    public Instant end(Instant wall, Duration margin) {
        Instant last = markets.values().stream().map(market -> market.lastEnd(wall, margin)).max(Instant::compareTo)
                .orElse(Instant.MIN);
        return last.equals(Instant.MIN) ? wall : last.plus(margin);
    }

    @Override
    public List<ListedMarket> markets(Instant now) {
        return listed;
    }

    @Override
    public List<SourceRow> rows(Market market, Window window, Instant now) {
        ReplayedMarket replayed = markets.get(market);
        if (replayed == null) {
            throw new IllegalArgumentException(market + " is not listed here");
        }
        return replayed.rows(window);
    }

    @Override
    public ExpectedCandles expectedCandles(Instant now) {
        Map<Market, ExpectedCandles.PerMarket> expected = new LinkedHashMap<>();
        markets.forEach((market, replayed) -> expected.put(market, replayed.expectedCandles(now)));
        return new ExpectedCandles(expected);
    }

    private static Map<Market, ReplayedMarket> read(ReplayFiles files) {
        Map<Market, ReplayedMarket> read = new LinkedHashMap<>();
        files.byMarket().forEach((market, names) -> read.put(market, read(names)));
        return read;
    }

    private static ReplayedMarket read(List<CandleFileName> names) {
        Map<Long, String> rows = new LinkedHashMap<>();
        int[] superseded = {0};
        for (CandleFileName name : names) {
            new CandleFile(name).read((openTime, numbers) -> {
                if (rows.put(openTime, numbers) != null) {
                    superseded[0]++;
                }
            });
        }
        return new ReplayedMarket(rows, superseded[0]);
    }
}
