package io.cryptodata.api.market;

import io.cryptodata.api.query.Column;
import io.cryptodata.api.query.ColumnType;
import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.indicator.IndicatorColumn;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The columns of candles and indicators.
public final class BarColumns {
    static final List<Column> PRICES = Stream.of("open", "high", "low", "close", "volume").map(Column::number).toList();
    static final List<Column> INDICATORS = Arrays.stream(IndicatorColumn.values())
            .map(each -> each.isInteger() ? Column.integer(each.column()) : Column.number(each.column())).toList();

    private static final List<Column> STAMPS = List.of(Column.integer("revision"), Column.flag("closed"),
            Column.time("closes_at"), Column.time("known_at"));

    private BarColumns() {}

    /// A candle.
    public static List<Column> candle() {
        return Stream
                .of(List.of(Column.time("timestamp")), PRICES, List.of(Column.of("last_id", ColumnType.ID)), STAMPS)
                .flatMap(List::stream).toList();
    }

    /// A row of indicators.
    public static List<Column> indicators() {
        return Stream.of(List.of(Column.time("timestamp")), List.of(Column.of("last_id", ColumnType.ID)), STAMPS,
                INDICATORS).flatMap(List::stream).toList();
    }

    /// A candle with its indicators.
    static List<Column> bar() {
        return Stream.of(candle(), INDICATORS).flatMap(List::stream).toList();
    }

    /// What an indicator column means.
    ///
    /// @param unit `quote` (a price), `percent`, `bars`, `USDT` or `0 to 100`
    public record Described(String name, String unit, String description) {}

    /// Every indicator column, in the order of the rows.
    public static List<Described> described() {
        return Arrays.stream(IndicatorColumn.values())
                .map(each -> new Described(each.column(), unitOf(each), descriptionOf(each))).toList();
    }

    private static String unitOf(IndicatorColumn column) {
        return switch (column) {
            case EMA10, EMA36, EMA200, SMA200, EHMA180, BBM202, BBL202, BBU202, ST73 -> "quote";
            case RSI14 -> "0 to 100";
            case BBW202, DIFF_EMA200_PCT, RANGE_PCT, HIGH_LOW_RANGE_PCT -> "percent";
            case TD_SEQ_UP, TD_SEQ_DOWN -> "bars";
            case VOLUME_USD -> "USDT";
        };
    }

    private static String descriptionOf(IndicatorColumn column) {
        return switch (column) {
            case EMA10 -> "Exponential moving average of the close over 10 bars";
            case EMA36 -> "Exponential moving average of the close over 36 bars";
            case EMA200 -> "Exponential moving average of the close over 200 bars";
            case SMA200 -> "Simple moving average of the close over 200 bars";
            case EHMA180 -> "Exponential Hull moving average of the close over 180 bars";
            case RSI14 -> "Relative strength index over 14 bars";
            case BBM202 -> "Bollinger bands over 20 bars and 2 standard deviations: middle band";
            case BBL202 -> "Bollinger bands over 20 bars and 2 standard deviations: lower band";
            case BBU202 -> "Bollinger bands over 20 bars and 2 standard deviations: upper band";
            case BBW202 -> "Bollinger bands over 20 bars and 2 standard deviations: width, relative to the middle band";
            case TD_SEQ_UP -> "TD sequential: closes in a row above the close four bars before";
            case TD_SEQ_DOWN -> "TD sequential: closes in a row below the close four bars before";
            case ST73 -> "Supertrend over 7 bars with factor 3";
            case DIFF_EMA200_PCT -> "Close against ema200, relative to the close";
            case RANGE_PCT -> "Close against open, relative to the open";
            case HIGH_LOW_RANGE_PCT -> "High against low, relative to the low";
            case VOLUME_USD -> "Volume in USDT at the close; null while the rate of the quote is unknown";
        };
    }

    /// The relation with the candles of a timeframe.
    static String relation(Timeframe timeframe) {
        String code = timeframe.code();
        int unit = code.length() - 1;
        return code.charAt(unit) + code.substring(0, unit) + "_data";
    }

    /// The same columns of a table or an alias, separated by commas.
    static String of(String alias, List<Column> columns) {
        return String.join(", ", columns.stream().map(each -> alias + "." + each.name()).toList());
    }
}
