package io.cryptodata.simulator;

import io.cryptodata.simulator.venue.Dialect;
import io.cryptodata.simulator.venue.binance.BinanceDialect;
import io.cryptodata.simulator.venue.bitget.BitgetDialect;
import io.cryptodata.simulator.venue.bybit.BybitDialect;
import io.cryptodata.simulator.venue.gate.GateDialect;
import io.cryptodata.simulator.venue.kraken.KrakenDialect;
import io.cryptodata.simulator.venue.kucoin.KucoinDialect;
import io.cryptodata.simulator.venue.mexc.MexcDialect;
import io.cryptodata.simulator.venue.okx.OkxDialect;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// The one table of all venues that can be simulated, in the order in which they are shown.
final class Dialects {
    private static final List<Entry> ALL = List.of(
            candles(BinanceDialect::new, "/api/v3/klines?symbol=BTCUSDT&interval=1h&limit=3"),
            candles(BybitDialect::new, "/v5/market/kline?category=linear&symbol=BTCUSDT&interval=60&limit=3"),
            candles(OkxDialect::new, "/api/v5/market/candles?instId=BTC-USDT&bar=1H&limit=3"),
            candles(BitgetDialect::new, "/api/v2/spot/market/candles?symbol=BTCUSDT&granularity=1h&limit=3"),
            candles(MexcDialect::new, "/api/v3/klines?symbol=BTCUSDT&interval=60m&limit=3"),
            listing(KucoinDialect::new, "/api/v2/symbols"),
            listing(GateDialect::new, "/api/v4/spot/currency_pairs"),
            listing(KrakenDialect::new, "/0/public/AssetPairs"));

    private Dialects() {}

    /// One venue.
    ///
    /// @param servesCandles whether candles can be asked for, rather than the listing only
    /// @param example a question that it answers
    record Entry(Supplier<Dialect> dialect, boolean servesCandles, String example) {}

    private static Entry candles(Supplier<Dialect> dialect, String example) {
        return new Entry(dialect, true, example);
    }

    private static Entry listing(Supplier<Dialect> dialect, String example) {
        return new Entry(dialect, false, example);
    }

    static List<Entry> all() {
        return ALL;
    }

    /// The ids of the venues that serve candles.
    static Set<String> withCandles() {
        Set<String> exchanges = new LinkedHashSet<>();
        ALL.stream().filter(Entry::servesCandles).forEach(entry -> exchanges.add(entry.dialect().get().exchange()));
        return exchanges;
    }
}
