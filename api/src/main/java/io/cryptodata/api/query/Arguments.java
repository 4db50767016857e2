package io.cryptodata.api.query;

import io.cryptodata.domain.calendar.Timeframe;
import io.cryptodata.domain.market.Market;
import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The values of the parameters of one request, all checked.
public final class Arguments {
    /// what changes neither which rows there are nor their order
    private static final Set<String> OF_THE_FORM = Set.of(Parameter.CURSOR, Parameter.LIMIT, Parameter.FORMAT,
            Parameter.COLUMNS);
    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_CURSOR = 1000;
    private static final int MOST_REPEATED = 32;
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    private final Map<String, List<Object>> values;
    private final String canonical;

    private Arguments(Map<String, List<Object>> values) {
        this.values = values;
        this.canonical = values.entrySet().stream()
                .filter(each -> !OF_THE_FORM.contains(each.getKey()))
                .map(each -> each.getKey() + "=" + each.getValue()).sorted().collect(Collectors.joining("&"));
    }

    /// Reads texts; a parameter that is absent has no text.
    ///
    /// @throws ParameterException if a name is unknown, a required one is missing, or a text is malformed
    public static Arguments of(List<Parameter> known, Map<String, List<String>> given) {
        for (String name : given.keySet()) {
            if (known.stream().noneMatch(each -> each.name().equals(name))) {
                throw new ParameterException(name, "'" + shown(name) + "' is no parameter of this route; it has "
                        + known.stream().map(Parameter::name).collect(Collectors.joining(", ")));
            }
        }
        Map<String, List<Object>> values = new LinkedHashMap<>();
        for (Parameter parameter : known) {
            List<Object> read = read(parameter, given.getOrDefault(parameter.name(), List.of()));
            if (!read.isEmpty()) {
                values.put(parameter.name(), read);
            }
        }
        return new Arguments(values);
    }

    private static List<Object> read(Parameter parameter, List<String> given) {
        List<String> texts = given;
        if (texts.isEmpty()) {
            if (parameter.isRequired()) {
                throw new ParameterException(parameter.name(), "'" + parameter.name() + "' is required, for example "
                        + parameter.name() + "=" + parameter.example());
            }
            texts = parameter.otherwise() == null ? List.of() : List.of(parameter.otherwise());
        } else if (texts.size() > (parameter.isRepeatable() ? MOST_REPEATED : 1)) {
            throw new ParameterException(parameter.name(), "'" + parameter.name() + "' may be given "
                    + (parameter.isRepeatable() ? "at most " + MOST_REPEATED + " times" : "once") + ", but was given "
                    + texts.size() + " times");
        }
        List<Object> read = new ArrayList<>();
        texts.forEach(text -> read.add(value(parameter, text)));
        return read;
    }

    private static Object value(Parameter parameter, String text) {
        return switch (parameter.kind()) {
            case TEXT -> text(parameter, text);
            case MARKET -> parsed(parameter, text, "a market as exchange:asset", Market::ofKey);
            case TIME ->
                parsed(parameter, text, "a time from 1970 to 2099 in ISO-8601 with its offset, or a date in UTC",
                        Arguments::parseTime);
            case INTEGER -> parsed(parameter, text, "a whole number from 1 to " + parameter.maximum(),
                    each -> within(Long.parseLong(each), parameter.maximum()));
            case FLAG -> choice(parameter, text, List.of("true", "false")).equals("true");
            case CHOICE -> choice(parameter, text, parameter.choices());
        };
    }

    private static String text(Parameter parameter, String text) {
        int longest = parameter.name().equals(Parameter.CURSOR) ? LONGEST_CURSOR : LONGEST_TEXT;
        if (text.isBlank() || text.length() > longest || text.chars().anyMatch(Character::isISOControl)) {
            throw expected(parameter, "1 to " + longest + " characters", text);
        }
        return text;
    }

    private static String choice(Parameter parameter, String text, List<String> choices) {
        if (!choices.contains(text)) {
            throw expected(parameter, "one of " + String.join(", ", choices), text);
        }
        return text;
    }

    private static <T> T parsed(Parameter parameter, String text, String what, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException | DateTimeException malformed) {
            throw expected(parameter, what, text);
        }
    }

    private static ParameterException expected(Parameter parameter, String what, String text) {
        return new ParameterException(parameter.name(), "'%s' must be %s, but was '%s'; for example %s=%s"
                .formatted(parameter.name(), what, shown(text), parameter.name(), parameter.example()));
    }

    private static String shown(String text) {
        String plain = text.chars().map(each -> Character.isISOControl(each) ? '?' : each)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        return plain.length() <= 80 ? plain : plain.substring(0, 80) + "…";
    }

    /// A time in ISO-8601 with its offset, or the midnight of a date in UTC.
    ///
    /// @throws IllegalArgumentException if it is not of the years 1970 to 2099
    /// @throws DateTimeException if it is malformed
    public static Instant parseTime(String text) {
        Instant time = text.length() == "2026-03-01".length()
                ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                : OffsetDateTime.parse(text).toInstant();
        if (time.isBefore(EARLIEST) || !time.isBefore(LATEST)) {
            throw new IllegalArgumentException("out of range");
        }
        return time;
    }

    private static Long within(long number, long maximum) {
        if (number < 1 || number > maximum) {
            throw new IllegalArgumentException("out of range");
        }
        return number;
    }

    /// All arguments that decide on rows and order, as one text: equal for the pages of one query, in every format.
    public String canonical() {
        return canonical;
    }

    /// Whether a value was given, or counts because none was.
    public boolean has(String name) {
        return values.containsKey(name);
    }

    public @Nullable String text(String name) {
        return (String) first(name);
    }

    public @Nullable Instant time(String name, @Nullable Instant otherwise) {
        Instant time = (Instant) first(name);
        return time == null ? otherwise : time;
    }

    public @Nullable Boolean flag(String name) {
        return (Boolean) first(name);
    }

    public @Nullable Market market() {
        return (Market) first("market");
    }

    /// The market, where the parameter is required.
    public Market requiredMarket() {
        return Objects.requireNonNull(market());
    }

    /// A choice or text that has a value when it is not given.
    public String word(String name) {
        return (String) Objects.requireNonNull(first(name));
    }

    public Timeframe timeframe() {
        return Timeframe.ofCode(word("timeframe"));
    }

    public int limit() {
        return Math.toIntExact((Long) Objects.requireNonNull(first(Parameter.LIMIT)));
    }

    /// All values of a repeatable text.
    public List<String> texts(String name) {
        return values.getOrDefault(name, List.of()).stream().map(String.class::cast).toList();
    }

    private @Nullable Object first(String name) {
        List<Object> all = values.get(name);
        return all == null ? null : all.getFirst();
    }
}
