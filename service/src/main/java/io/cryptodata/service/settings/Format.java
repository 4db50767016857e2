package io.cryptodata.service.settings;

import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;

/// How the values of a setting are written, and which of them are valid.
///
/// @param expected a description of valid values, for messages and the reference, for example `a whole number like 12`
/// @param parser throws an [IllegalArgumentException] or a [DateTimeParseException] for a text of another form
/// @param accepted whether a value is in the valid range
public record Format<T>(String expected, Function<String, T> parser, Predicate<T> accepted) {
    /// A text as it is written.
    public static final Format<String> TEXT = of("a text", text -> text);
    /// A whole number.
    public static final Format<Integer> INTEGER = of("a whole number like 12", Integer::parseInt);
    /// See [#durationOf(String)].
    public static final Format<Duration> DURATION = of("a duration like 200ms, 5s or 10m", Format::durationOf);
    /// A duration above zero.
    public static final Format<Duration> POSITIVE_DURATION = new Format<>("a positive duration like 200ms, 5s or 10m",
            Format::durationOf, Duration::isPositive);
    /// `true` or `false`, in any case.
    public static final Format<Boolean> TRUTH = of("true or false", Format::truthOf);
    /// See [#baseUrlOf(String)].
    public static final Format<URI> BASE_URL = of("a URL like http://host:port", Format::baseUrlOf);
    /// An http or https URL of a host, without a path.
    public static final Format<String> SERVER_URL = new Format<>("a URL like http://host:port, without a path",
            text -> text, text -> text.matches("https?://[^/\\s]+"));
    /// Addresses of brokers.
    public static final Format<String> BROKERS = new Format<>("host:port[,host:port]", text -> text,
            text -> text.strip().matches("[^\\s:,]\\S*"));

    /// Every value that the parser returns is valid.
    public static <T> Format<T> of(String expected, Function<String, T> parser) {
        return new Format<>(expected, parser, _ -> true);
    }

    /// A whole number in a range, both ends included.
    public static Format<Integer> integer(int least, int most) {
        return new Format<>("a whole number between " + least + " and " + most, Integer::parseInt,
                number -> number >= least && number <= most);
    }

    /// A duration in a range, both ends included.
    public static Format<Duration> duration(Duration least, Duration most) {
        return new Format<>("a duration between " + textOf(least) + " and " + textOf(most), Format::durationOf,
                duration -> duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0);
    }

    /// The value of a text.
    ///
    /// @throws IllegalArgumentException for any other text; a [RefusedValueException] where the message has a reason
    T valueOf(String text) {
        T value;
        try {
            value = parser.apply(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(e);
        }
        if (!accepted.test(value)) {
            throw new IllegalArgumentException("out of range");
        }
        return value;
    }

    /// `200ms`, `5s`, `10m`, `2h`, `45d` or ISO-8601 like `PT5S`.
    ///
    /// @throws IllegalArgumentException or a [DateTimeParseException] for anything else
    public static Duration durationOf(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.endsWith("ms")) {
            return Duration.ofMillis(Long.parseLong(lower.substring(0, lower.length() - 2)));
        }
        String unit = lower.endsWith("d") ? "p" : "pt";
        return Duration.parse(lower.startsWith("p") ? lower : unit + lower);
    }

    /// The inverse of [#durationOf(String)], in the largest unit of which the duration is a whole number.
    public static String textOf(Duration duration) {
        long millis = duration.toMillis();
        if (millis == 0) {
            return "0s";
        }
        for (Unit unit : Unit.values()) {
            if (millis % unit.millis == 0) {
                return millis / unit.millis + unit.suffix;
            }
        }
        return millis + "ms";
    }

    private enum Unit {
        DAY(86_400_000, "d"), HOUR(3_600_000, "h"), MINUTE(60_000, "m"), SECOND(1_000, "s");

        private final long millis;
        private final String suffix;

        Unit(long millis, String suffix) {
            this.millis = millis;
            this.suffix = suffix;
        }
    }

    /// An http or https URL with a host.
    ///
    /// @throws IllegalArgumentException for anything else
    public static URI baseUrlOf(String text) {
        URI uri = URI.create(text);
        boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!http || uri.getHost() == null) {
            throw new IllegalArgumentException("not an http URL: " + text);
        }
        return uri;
    }

    private static boolean truthOf(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }
}
