package io.cryptodata.api.query;

import io.cryptodata.domain.calendar.Timeframe;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;

/// One parameter of a read model.
///
/// @param otherwise the text that counts where it is not given; null if there is none
/// @param choices the allowed texts of a CHOICE, otherwise empty
/// @param maximum of an INTEGER; its minimum is 1
public record Parameter(String name, Kind kind, @Nullable String otherwise, boolean isRequired, boolean isRepeatable,
        List<String> choices, long maximum, String example) {
    /// The name of the parameter with the position of the next page.
    public static final String CURSOR = "cursor";
    /// The name of the parameter with the form of a response.
    public static final String FORMAT = "format";
    /// The name of the parameter with the columns of a response.
    public static final String COLUMNS = "columns";
    /// The name of the parameter with the number of rows.
    public static final String LIMIT = "limit";

    private static final List<String> TIMEFRAMES = Arrays.stream(Timeframe.values()).map(Timeframe::code).toList();

    /// How the text is read.
    public enum Kind {
        /// up to 200 characters
        TEXT,
        /// `exchange:asset`
        MARKET,
        /// ISO-8601 with an offset, or a date, which is its midnight in UTC
        TIME,
        /// a whole number from 1 to the maximum
        INTEGER,
        /// `true` or `false`
        FLAG,
        /// one of some words
        CHOICE
    }

    public Parameter {
        choices = List.copyOf(choices);
    }

    public static Parameter text(String name, String example) {
        return of(name, Kind.TEXT, example);
    }

    public static Parameter time(String name) {
        return of(name, Kind.TIME, "2026-03-01T00:00:00Z");
    }

    public static Parameter flag(String name) {
        return of(name, Kind.FLAG, "true");
    }

    public static Parameter market() {
        return of("market", Kind.MARKET, "binance:BTC/USDT");
    }

    public static Parameter choice(String name, @Nullable String otherwise, List<String> choices) {
        return new Parameter(name, Kind.CHOICE, otherwise, false, false, choices, 0, choices.getFirst());
    }

    public static Parameter timeframe() {
        return choice("timeframe", "1h", TIMEFRAMES);
    }

    /// How many rows a page has.
    public static Parameter limit(int otherwise, int maximum) {
        return new Parameter(LIMIT, Kind.INTEGER, String.valueOf(otherwise), false, false, List.of(), maximum, "100");
    }

    /// Where the page starts: `next` of the page before it.
    public static Parameter cursor() {
        return of(CURSOR, Kind.TEXT, "the value of next");
    }

    public Parameter required() {
        return new Parameter(name, kind, otherwise, true, isRepeatable, choices, maximum, example);
    }

    public Parameter repeatable() {
        return new Parameter(name, kind, otherwise, isRequired, true, choices, maximum, example);
    }

    private static Parameter of(String name, Kind kind, String example) {
        return new Parameter(name, kind, null, false, false, List.of(), 0, example);
    }
}
