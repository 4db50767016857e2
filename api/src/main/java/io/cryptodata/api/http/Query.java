package io.cryptodata.api.http;

import io.helidon.common.uri.UriQuery;
import io.helidon.webserver.http.ServerRequest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The query parameters of one request, read strictly: a name that the route does not know, a value of another form and a
/// repeated parameter that is only used once are problems, which name what is accepted. An empty value counts as none.
public final class Query {
    private static final int LONGEST_VALUE = 4096;
    private static final int MOST_VALUES = 1000;

    private final UriQuery values;

    private Query(UriQuery values) {
        this.values = values;
    }

    /// @param known the names that the route accepts
    /// @throws ProblemException if the request has another
    public static Query of(ServerRequest request, String... known) {
        return of(request.query(), known);
    }

    /// @param known the names that the route accepts
    /// @throws ProblemException if there is another
    public static Query of(UriQuery values, String... known) {
        Set<String> names = Set.of(known);
        for (String name : values.names()) {
            if (!names.contains(name)) {
                throw new ProblemException(400, "unknown parameter", known.length == 0
                        ? "there is no parameter '" + name + "': this route has none"
                        : "there is no parameter '" + name + "': this route has "
                                + Arrays.stream(known).sorted().collect(Collectors.joining(", ")))
                        .about(name);
            }
        }
        return new Query(values);
    }

    /// The value of a parameter; empty if it is absent.
    public Optional<String> text(String name) {
        List<String> all = all(name);
        if (all.size() > 1) {
            throw ProblemException.ofParameter(name, name + " is given " + all.size() + " times, but used once");
        }
        return all.stream().findFirst();
    }

    /// The value of a parameter that must be there.
    ///
    /// @param expected what it is, for example `a market like binance:BTC/USDT`
    public String required(String name, String expected) {
        return text(name).orElseThrow(
                () -> ProblemException.ofParameter(name, name + " is missing: it must be " + expected));
    }

    /// All values of a parameter that may be repeated.
    public List<String> all(String name) {
        if (!values.contains(name)) {
            return List.of();
        }
        List<String> all = values.all(name).stream().filter(value -> !value.isEmpty()).toList();
        if (all.size() > MOST_VALUES || all.stream().anyMatch(value -> value.length() > LONGEST_VALUE)) {
            throw ProblemException.ofParameter(name, name + " is too long or repeated too often");
        }
        return all;
    }

    /// A whole number in a range, both ends included.
    public int integer(String name, int standard, int least, int most) {
        return text(name).map(value -> parsedInteger(name, value, least, most)).orElse(standard);
    }

    private static int parsedInteger(String name, String value, int least, int most) {
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // below
        }
        throw ProblemException.ofParameter(name,
                "%s must be a whole number between %d and %d, but was '%s'".formatted(name, least, most, value));
    }

    /// A moment: ISO-8601 such as `2026-03-01T00:00:00Z`, or a day, which is its start in UTC.
    public Optional<Instant> time(String name) {
        return text(name).map(value -> parsedTime(name, value));
    }

    private static Instant parsedTime(String name, String value) {
        try {
            return value.indexOf('T') < 0
                    ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : java.time.OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeParseException e) {
            throw ProblemException.ofParameter(name,
                    "%s must be a time like 2026-03-01T00:00:00Z or 2026-03-01, but was '%s'".formatted(name, value));
        }
    }

    /// `true` or `false`.
    public Optional<Boolean> truth(String name) {
        return text(name).map(value -> oneOf(name, value, List.of("true", "false")).equals("true"));
    }

    /// One of several words.
    public String oneOf(String name, String standard, String... accepted) {
        return text(name).map(value -> oneOf(name, value, List.of(accepted))).orElse(standard);
    }

    /// One of several words; empty if the parameter is absent.
    public Optional<String> oneOf(String name, List<String> accepted) {
        return text(name).map(value -> oneOf(name, value, accepted));
    }

    private static String oneOf(String name, String value, List<String> accepted) {
        if (!accepted.contains(value)) {
            throw ProblemException.ofParameter(name, "%s must be one of %s, but was '%s'".formatted(name,
                    String.join(", ", accepted), value));
        }
        return value;
    }

    /// A constant of an enum, in lower case.
    public <E extends Enum<E>> Optional<E> constant(String name, Class<E> type) {
        List<String> words = Arrays.stream(type.getEnumConstants()).map(Query::wordOf).toList();
        return oneOf(name, words).map(word -> type.getEnumConstants()[words.indexOf(word)]);
    }

    private static String wordOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
