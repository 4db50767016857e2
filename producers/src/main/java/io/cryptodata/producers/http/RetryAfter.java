package io.cryptodata.producers.http;

import java.math.BigDecimal;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads `Retry-After`: seconds, which some services send with decimals, or a date.
///
/// [RFC 9110](https://www.rfc-editor.org/rfc/rfc9110#name-retry-after)
final class RetryAfter {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(3);
    private static final Pattern SECONDS = Pattern.compile("[+-]?\\d{1,30}(\\.\\d{0,30})?");
    /// the name of the day is left out: it adds nothing, and it may be wrong
    private static final Pattern DATE = Pattern
            .compile("(?:[A-Za-z]+,?\\s+)?(\\d{1,2}[ -][A-Za-z]{3}[ -]\\d{4} \\d{2}:\\d{2}:\\d{2})"
                    + "(?: +(?:GMT|UTC|Z|\\+0000))?");
    private static final DateTimeFormatter DATE_FORMAT = DateTimeFormatter.ofPattern("d MMM yyyy HH:mm:ss",
            Locale.ENGLISH);

    private RetryAfter() {}

    /// Between a second and three days; empty where the header is missing or neither seconds nor a date.
    ///
    /// @param now our own clock, for a date without the service's own `Date` beside it
    static Optional<Duration> of(HttpHeaders headers, Instant now) {
        String text = headers.firstValue("Retry-After").orElse("").strip();
        if (SECONDS.matcher(text).matches()) {
            return Optional.of(seconds(new BigDecimal(text)));
        }
        return date(text).map(until -> bounded(
                Duration.between(headers.firstValue("Date").flatMap(RetryAfter::date).orElse(now), until)));
    }

    private static Duration seconds(BigDecimal seconds) {
        BigDecimal most = BigDecimal.valueOf(LONGEST.toSeconds());
        return bounded(Duration.ofMillis(
                seconds.min(most).max(BigDecimal.ZERO).movePointRight(3).longValue()));
    }

    private static Optional<Instant> date(String text) {
        Matcher date = DATE.matcher(text.strip());
        if (!date.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.parse(date.group(1).replace('-', ' '), DATE_FORMAT)
                    .toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration pause) {
        Duration atLeast = pause.compareTo(SHORTEST) < 0 ? SHORTEST : pause;
        return atLeast.compareTo(LONGEST) > 0 ? LONGEST : atLeast;
    }
}
