package io.cryptodata.simulator.replay;

import io.cryptodata.domain.market.Market;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a candle file's name says: `<exchange>_<ASSET>_1h[.anything].csv[.gz]`, with `BTC-USDT` for `BTC/USDT` and
/// `BTC-USDT-PERP` for `BTC/USDT:USDT`.
///
/// @param exchange as in the name
/// @param asset as in the name and in every row
public record CandleFileName(Path path, String exchange, String asset, Market market) {
    private static final Pattern NAME = Pattern.compile("([a-z0-9]+)_([^_\\s/:]+)_1h(\\..+)?\\.csv(\\.gz)?");
    private static final Pattern ASSET = Pattern.compile("([^-]+)-([^-]+?)(-PERP)?");
    private static final List<String> KNOWN_EXCHANGES = List.of("binance", "bitget", "bybit", "gate", "kraken",
            "kucoin", "mexc", "okx");

    /// @throws ReplayException if the name is another one, or of an exchange that nobody knows
    static CandleFileName of(Path path) {
        String name = String.valueOf(path.getFileName());
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            throw new ReplayException(
                    path + ": a candle file is called <exchange>_<ASSET>_1h.csv or .csv.gz, for example "
                            + "binance_BTC-USDT_1h.csv; rename it or take it away");
        }
        String exchange = parts.group(1);
        if (!KNOWN_EXCHANGES.contains(exchange)) {
            throw new ReplayException(path + ": unknown exchange '" + exchange + "'; known are "
                    + String.join(", ", KNOWN_EXCHANGES));
        }
        return new CandleFileName(path, exchange, parts.group(2), new Market(exchange, unified(path, parts.group(2))));
    }

    boolean isCompressed() {
        return path.toString().endsWith(".gz");
    }

    private static String unified(Path path, String asset) {
        Matcher parts = ASSET.matcher(asset);
        if (!parts.matches()) {
            throw new ReplayException(path + ": an asset is written like BTC-USDT or BTC-USDT-PERP, but was '" + asset
                    + "'");
        }
        String spot = parts.group(1) + "/" + parts.group(2);
        return parts.group(3) == null ? spot : spot + ":" + parts.group(2);
    }
}
