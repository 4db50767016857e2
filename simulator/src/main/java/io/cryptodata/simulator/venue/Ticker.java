package io.cryptodata.simulator.venue;

import io.cryptodata.simulator.market.CandleSource.ListedMarket;
import io.cryptodata.simulator.market.CandleSource.SourceRow;
import io.cryptodata.simulator.market.CandleSource.Window;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// What venues report about the last 24 hours of a market, from its hourly rows: the hour in progress and the 23 before it.
/// A market without a row in that time has its last price and no volume. All numbers are without trailing zeros.
///
/// @param now the venue's clock
/// @param volume in the base currency
/// @param turnover in the quote currency, approximately
public record Ticker(ListedMarket listed, Instant now, BigDecimal open, BigDecimal high, BigDecimal low,
        BigDecimal last,
        BigDecimal volume, BigDecimal turnover) {
    /// what the hours of a ticker cover
    public static final Duration LENGTH = Duration.ofHours(24);
    private static final Duration BEFORE_CURRENT_HOUR = Duration.ofHours(23);
    private static final BigDecimal BID = new BigDecimal("0.9999");
    private static final BigDecimal ASK = new BigDecimal("1.0001");
    private static final int DIGITS = 7;
    private static final int DECIMALS = 8;

    /// The tickers of listed markets by the same keys. A market that has no row yet has no ticker.
    public static SequencedMap<String, Ticker> of(SequencedMap<String, ListedMarket> listed, MarketData data) {
        SequencedMap<String, Ticker> tickers = new LinkedHashMap<>();
        listed.forEach((symbol, market) -> of(market, data).ifPresent(ticker -> tickers.put(symbol, ticker)));
        return tickers;
    }

    /// The ticker of one market; empty if it has no row yet.
    public static Optional<Ticker> of(ListedMarket listed, MarketData data) {
        long hour = Duration.ofHours(1).toMillis();
        long current = Math.floorDiv(data.now().toEpochMilli(), hour) * hour;
        List<SourceRow> day = data.history(listed,
                new Window(current - BEFORE_CURRENT_HOUR.toMillis(), current, (int) LENGTH.toHours(), true));
        Optional<SourceRow> joined = RowRollup.join(day);
        if (joined.isPresent()) {
            return joined.map(row -> of(listed, data.now(), row, turnover(day)));
        }
        return RowRollup.join(data.history(listed, new Window(0, current, 1, true)))
                .map(row -> of(listed, data.now(), unchanged(row), BigDecimal.ZERO));
    }

    private static SourceRow unchanged(SourceRow row) {
        return new SourceRow(row.openTime(), row.close(), row.close(), row.close(), row.close(), "0");
    }

    private static Ticker of(ListedMarket listed, Instant now, SourceRow row, BigDecimal turnover) {
        return new Ticker(listed, now, number(row.open()), number(row.high()), number(row.low()), number(row.close()),
                number(row.volume()), turnover);
    }

    private static BigDecimal turnover(List<SourceRow> rows) {
        double sum = rows.stream().mapToDouble(SourceRow::quoteVolume).filter(Double::isFinite).sum();
        return stripped(BigDecimal.valueOf(sum).setScale(DECIMALS, RoundingMode.HALF_UP));
    }

    private static BigDecimal number(String text) {
        return stripped(new BigDecimal(text));
    }

    private static BigDecimal stripped(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /// A little below the last price.
    public BigDecimal bid() {
        return priced(last.multiply(BID), RoundingMode.DOWN);
    }

    /// A little above the last price.
    public BigDecimal ask() {
        return priced(last.multiply(ASK), RoundingMode.UP);
    }

    private static BigDecimal priced(BigDecimal price, RoundingMode rounding) {
        return stripped(price.round(new MathContext(DIGITS, rounding)).setScale(DECIMALS, rounding));
    }

    public BigDecimal change() {
        return stripped(last.subtract(open));
    }

    /// Relative to the opening price: 0.01 for one percent.
    public BigDecimal changeRatio() {
        return open.signum() == 0
                ? BigDecimal.ZERO
                : stripped(last.subtract(open).divide(open, 6, RoundingMode.HALF_UP));
    }

    /// The average price weighted by volume; the last price if there is no volume.
    public BigDecimal average() {
        return volume.signum() == 0 ? last : stripped(turnover.divide(volume, DECIMALS, RoundingMode.HALF_UP));
    }

    /// Start of the 24 hours.
    public Instant from() {
        return now.minus(LENGTH);
    }
}
