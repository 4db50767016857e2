package io.cryptodata.simulator.venues;

import io.cryptodata.simulator.market.VenueMarkets;
import io.cryptodata.simulator.market.VenueMarkets.Count;
import io.cryptodata.simulator.market.VenueTraits;
import io.cryptodata.simulator.market.WorldVenue;
import io.cryptodata.simulator.venue.Dialect;
import io.cryptodata.simulator.venue.binance.BinanceDialect;
import io.cryptodata.simulator.venue.bitget.BitgetDialect;
import io.cryptodata.simulator.venue.bybit.BybitDialect;
import io.cryptodata.simulator.venue.gate.GateDialect;
import io.cryptodata.simulator.venue.kraken.KrakenDialect;
import io.cryptodata.simulator.venue.kucoin.KucoinDialect;
import io.cryptodata.simulator.venue.mexc.MexcDialect;
import io.cryptodata.simulator.venue.okx.OkxDialect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Supplier;

/// The only list of simulated venues, in display order. The file names of replays, the markets of the demo and the venues
/// of tests follow from it.
public final class Dialects {
    private static final List<Entry> ALL = List.of(
            new Entry(BinanceDialect::new, new Count(24, 4), "/api/v3/klines?symbol=BTCUSDT&interval=1h&limit=3"),
            new Entry(BybitDialect::new, new Count(6, 4),
                    "/v5/market/kline?category=linear&symbol=BTCUSDT&interval=60&limit=3"),
            new Entry(OkxDialect::new, new Count(6, 4), "/api/v5/market/candles?instId=BTC-USDT&bar=1H&limit=3"),
            new Entry(BitgetDialect::new, new Count(6, 4),
                    "/api/v2/spot/market/candles?symbol=BTCUSDT&granularity=1h&limit=3"),
            new Entry(MexcDialect::new, new Count(6, 4), "/api/v3/klines?symbol=BTCUSDT&interval=60m&limit=3"),
            new Entry(KucoinDialect::new, new Count(3, 1), "/api/v1/market/candles?symbol=BTC-USDT&type=1hour"),
            new Entry(GateDialect::new, new Count(3, 1),
                    "/api/v4/spot/candlesticks?currency_pair=BTC_USDT&interval=1h&limit=3"),
            // Kraken allows one request in a second, while hours of the demo last two
            new Entry(KrakenDialect::new, new Count(2, 0), "/0/public/OHLC?pair=XBTUSDT&interval=60"));

    private Dialects() {}

    /// One venue.
    ///
    /// @param demo how many markets it lists in the demo
    /// @param example path and query of an example request
    public record Entry(Supplier<Dialect> dialect, Count demo, String example) {
        public String exchange() {
            return dialect.get().exchange();
        }

        /// The venue as a seeded world contains it.
        public WorldVenue worldVenue() {
            Dialect created = dialect.get();
            return new WorldVenue(created.exchange(), created.traits(), created::symbolOf);
        }
    }

    public static List<Entry> all() {
        return ALL;
    }

    /// The ids of all venues.
    public static List<String> exchanges() {
        return ALL.stream().map(Entry::exchange).toList();
    }

    /// The ids of the venues that serve all hours of a market, however many.
    public static List<String> servingAllHours() {
        return ALL.stream().filter(entry -> entry.worldVenue().traits().servedHours() == VenueTraits.ALL_HOURS)
                .map(Entry::exchange).toList();
    }

    /// The venues as a seeded world contains them.
    public static List<WorldVenue> worldVenues() {
        return ALL.stream().map(Entry::worldVenue).toList();
    }

    /// How many markets each venue lists in the demo.
    public static VenueMarkets demoMarkets() {
        SequencedMap<String, Count> counts = new LinkedHashMap<>();
        ALL.forEach(entry -> counts.put(entry.exchange(), entry.demo()));
        return new VenueMarkets(counts);
    }
}
