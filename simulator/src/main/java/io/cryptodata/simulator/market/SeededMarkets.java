package io.cryptodata.simulator.market;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.market.SeededMarket.Traits;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Two dozen invented markets: large and tiny prices, quotes in USDT, BTC and EUR, a young listing, markets with hours
/// without a trade and with outages.
public final class SeededMarkets implements CandleSource {
    private static final Traits YOUNG = new Traits(0.6, 4, 2.5, 0, false);
    private static final Map<String, Traits> CATALOGUE = catalogue();

    private final Map<Market, SeededMarket> markets = new LinkedHashMap<>();
    private final List<ListedMarket> listed;

    /// @param firstHour when the markets' history begins; the young one is listed after three quarters of `history`
    public SeededMarkets(String exchange, long seed, Instant firstHour, Duration history) {
        long first = Timeframe.epochHourOf(firstHour);
        Noise noise = new Noise(seed);
        int number = 0;
        for (Map.Entry<String, Traits> entry : CATALOGUE.entrySet()) {
            Market market = new Market(exchange, entry.getKey());
            Traits traits = entry.getValue();
            long listed = traits == YOUNG ? first + history.toHours() * 3 / 4 : first;
            markets.put(market, new SeededMarket(market, traits, listed, noise.branch(1000 + number++)));
        }
        listed = markets.keySet().stream().map(market -> new ListedMarket(market, true)).toList();
    }

    @Override
    public List<ListedMarket> markets(Instant now) {
        return listed;
    }

    @Override
    public List<SourceRow> rows(Market market, Window window, Instant now) {
        SeededMarket seeded = markets.get(market);
        if (seeded == null) {
            throw new IllegalArgumentException(market + " is not listed here");
        }
        long current = Timeframe.epochHourOf(now);
        long first = Math.max(seeded.listed(), hourAtOrAfter(window.from()));
        long last = Math.min(current, Timeframe.epochHourOf(Instant.ofEpochMilli(window.to())));
        long step = window.newest() ? -1 : 1;
        List<SourceRow> rows = new ArrayList<>();
        for (long hour = window.newest() ? last : first; hour >= first && hour <= last
                && rows.size() < window.limit(); hour += step) {
            if (seeded.served(hour)) {
                rows.add(hour < current ? seeded.row(hour) : seeded.row(hour, elapsed(hour, now)));
            }
        }
        return window.newest() ? rows.reversed() : rows;
    }

    @Override
    public Expectation expectation(Instant now) {
        Map<Market, Expectation.OfMarket> expected = new LinkedHashMap<>();
        markets.forEach((market, seeded) -> expected.put(market, expected(seeded, Timeframe.epochHourOf(now))));
        return new Expectation(expected);
    }

    private static Expectation.OfMarket expected(SeededMarket seeded, long current) {
        int count = 0;
        long last = -1;
        for (long hour = seeded.listed(); hour < current; hour++) {
            if (seeded.served(hour)) {
                count++;
                last = hour;
            }
        }
        int unfinished = seeded.served(current) ? 1 : 0;
        return new Expectation.OfMarket(count, count == 0 ? null : Timeframe.instantOf(last), 0, unfinished, Map.of());
    }

    private static double elapsed(long hour, Instant now) {
        Duration inside = Duration.between(Timeframe.instantOf(hour), now);
        return Math.max(1, inside.toMillis()) / 3_600_000.0;
    }

    private static long hourAtOrAfter(long millis) {
        return Math.ceilDiv(millis, 3_600_000L);
    }

    private static Map<String, Traits> catalogue() {
        Map<String, Traits> all = new LinkedHashMap<>();
        all.put("BTC/USDT", new Traits(64_000, 2, 0.7, 0, false));
        all.put("ETH/USDT", new Traits(3_100, 2, 0.8, 0, false));
        all.put("BNB/USDT", new Traits(580, 1, 0.8, 0, false));
        all.put("SOL/USDT", new Traits(145, 2, 1.2, 0, false));
        all.put("XRP/USDT", new Traits(0.62, 4, 1, 0, false));
        all.put("ADA/USDT", new Traits(0.45, 4, 1.1, 0, false));
        all.put("DOGE/USDT", new Traits(0.12, 5, 1.4, 0, false));
        all.put("AVAX/USDT", new Traits(31, 2, 1.2, 0, false));
        all.put("DOT/USDT", new Traits(6.2, 3, 1.1, 0, false));
        all.put("LINK/USDT", new Traits(14.5, 2, 1.1, 0, false));
        all.put("LTC/USDT", new Traits(82, 2, 0.9, 0, false));
        all.put("ATOM/USDT", new Traits(7.4, 3, 1, 0, false));
        all.put("SHIB/USDT", new Traits(0.0000182, 8, 1.5, 0, false));
        all.put("MOTE/USDT", new Traits(0.0000012, 8, 1.5, 0, false));
        all.put("NEWT/USDT", YOUNG);
        all.put("USDC/USDT", new Traits(1, 4, 0.003, 0, false));
        all.put("EUR/USDT", new Traits(1.08, 4, 0.05, 0, false));
        all.put("ETH/BTC", new Traits(0.049, 5, 0.5, 0, false));
        all.put("ADA/BTC", new Traits(0.0000071, 8, 0.9, 3, false));
        all.put("LTC/BTC", new Traits(0.00128, 6, 0.6, 2, false));
        all.put("BTC/EUR", new Traits(59_000, 2, 0.7, 0, false));
        all.put("SOL/EUR", new Traits(134, 2, 1.2, 4, false));
        all.put("CALM/USDT", new Traits(0.0913, 4, 0.6, 25, false));
        all.put("PATCH/USDT", new Traits(2.7, 3, 1.1, 1, true));
        return all;
    }
}
