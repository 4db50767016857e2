package io.cryptodata.simulator.replay;

import io.cryptodata.domain.market.Market;
import io.cryptodata.simulator.venues.Dialects;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name of a candle file: `<exchange>_<ASSET>_1h[.anything].csv[.gz]`, with `BTC-USDT` for `BTC/USDT` and
/// `BTC-USDT-PERP` for `BTC/USDT:USDT`.
///
/// @param exchange as in the name
/// @param asset as in the name and in every row
public record CandleFileName(Path path, String exchange, String asset, Market market) {
    private static final Pattern NAME = Pattern.compile("([a-z0-9]+)_([^_\\s/:]+)_1h(\\..+)?\\.csv(\\.gz)?");
    private static final Pattern ASSET = Pattern.compile("([^-]+)-([^-]+?)(-PERP)?");

    /// @throws ReplayException if the name has another form or the exchange is unknown
    static CandleFileName of(Path path) {
        String name = String.valueOf(path.getFileName());
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            throw new ReplayException(
                    path + ": a candle file must be named <exchange>_<ASSET>_1h.csv or .csv.gz, for example "
                            + "binance_BTC-USDT_1h.csv; rename or remove it");
        }
        String exchange = parts.group(1);
        if (!Dialects.exchanges().contains(exchange)) {
            throw new ReplayException(path + ": unknown exchange '" + exchange + "'; supported are "
                    + String.join(", ", Dialects.exchanges()));
        }
        return new CandleFileName(path, exchange, parts.group(2), new Market(exchange, unified(path, parts.group(2))));
    }

    boolean isCompressed() {
        return path.toString().endsWith(".gz");
    }

    private static String unified(Path path, String asset) {
        Matcher parts = ASSET.matcher(asset);
        if (!parts.matches()) {
            throw new ReplayException(
                    path + ": an asset must have the form BTC-USDT or BTC-USDT-PERP, but was '" + asset
                            + "'");
        }
        String spot = parts.group(1) + "/" + parts.group(2);
        return parts.group(3) == null ? spot : spot + ":" + parts.group(2);
    }
}
