package io.cryptodata.producers.venues;

import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.fetch.Fetch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/// The first month of a market and the days of it, at every venue where the first hour takes two requests.
class HostileFirstHoursTest {
    private static final Pattern DAYS = Pattern.compile("interval=D&|interval=1d&|interval=Day1&|1Dutc|type=1day");
    private static final String MONTH = "2025-12-01T00:00:00Z";
    private static final VenueRows.Dialect MEXC_CONTRACTS = new VenueRows.Dialect("mexc", "BTC/USDT:USDT", "%s",
            "{\"success\":true,\"code\":0,\"data\":{\"time\":[%1$s],\"open\":[%1$s],\"close\":[%1$s],\"high\":[%1$s],"
                    + "\"low\":[%1$s],\"vol\":[%1$s]}}");

    static final List<VenueRows.Dialect> VENUES = Stream.concat(Stream.of(MEXC_CONTRACTS),
            VenueRows.ALL_BY_ROWS.stream().filter(venue -> !List.of("binance", "kraken").contains(venue.exchange()))
                    .filter(venue -> !venue.exchange().equals("bitget") || venue.asset().equals("BTC/USDT")))
            .toList();

    @ParameterizedTest
    @FieldSource("VENUES")
    void the_oldest_day_counts_whatever_the_order_and_the_unit(VenueRows.Dialect venue) {
        for (String factor : List.of("", "000", "000000", "000000000", ".0", "000.00")) {
            assertThat(firstHour(venue, days(venue, factor, "2025-12-19T00:00:00Z", "2025-12-17T00:00:00Z",
                    "2025-12-18T00:00:00Z", "2025-12-17T00:00:00Z"))).as("%s %s", venue, factor)
                    .isEqualTo(found("2025-12-17T00:00:00Z"));
        }
    }

    @ParameterizedTest
    @FieldSource("VENUES")
    void a_day_that_starts_at_another_hour_or_has_the_time_of_its_end_is_a_day_of_utc(VenueRows.Dialect venue) {
        assertThat(firstHour(venue, days(venue, "", "2025-12-17T16:00:00Z", "2025-12-18T16:00:00Z")))
                .isEqualTo(found("2025-12-17T00:00:00Z"));
        assertThat(firstHour(venue, days(venue, "", "2025-12-17T23:59:59Z", "2025-12-18T23:59:59Z")))
                .isEqualTo(found("2025-12-17T00:00:00Z"));
        assertThat(firstHour(venue, days(venue, "", "2025-11-30T16:00:00Z"))).isEqualTo(found(MONTH));
    }

    @ParameterizedTest
    @FieldSource("VENUES")
    void days_that_do_not_show_the_first_one_leave_the_month(VenueRows.Dialect venue) {
        String day = days(venue, "", "2025-12-17T00:00:00Z");
        for (String days : List.of("", "null", day + ",null", day + ",7", day + ",\"soon\"", day + ",[]",
                day + "," + venue.row().formatted("5000000000000000000"), day + "," + venue.row().formatted("null"))) {
            assertThat(firstHour(venue, days)).as("%s %s", venue, days).isEqualTo(found(MONTH));
        }
        for (String other : List.of("2025-11-29T00:00:00Z", "2026-01-03T00:00:00Z", "2025-12-17T00:00:00Z,"
                + "2026-01-03T00:00:00Z", "2025-11-28T00:00:00Z,2025-12-17T00:00:00Z", "2011-01-01T00:00:00Z")) {
            assertThat(firstHour(venue, days(venue, "", other.split(",", -1)))).as("%s %s", venue, other)
                    .isEqualTo(found(MONTH));
        }
    }

    @ParameterizedTest
    @FieldSource("VENUES")
    void a_day_without_numbers_counts(VenueRows.Dialect venue) {
        if (!venue.equals(MEXC_CONTRACTS)) {
            assertThat(firstHour(venue, "[1765929600000]," + days(venue, "", "2025-12-18T00:00:00Z")))
                    .isEqualTo(found("2025-12-17T00:00:00Z"));
        }
    }

    @ParameterizedTest
    @FieldSource("VENUES")
    void without_a_readable_response_about_the_days_there_is_no_first_hour_yet(VenueRows.Dialect venue) {
        String months = venue.body(List.of(days(venue, "", MONTH)));
        for (String days : List.of("<html>", "{\"code\":\"7\",\"retCode\":7,\"success\":false}", "[{", "[7",
                venue.envelope().replaceAll("\\[%(1\\$)?s]", "{\"a\":1}"))) {
            assertThat(VenueRows.outcome(venue.exchange(), uri -> DAYS.matcher(uri).find() ? days : months,
                    client -> client.firstHour(VenueRows.listing(venue.exchange(), venue.asset()))))
                    .as("%s %s", venue, days).isInstanceOf(Failure.class);
        }
    }

    private static Fetch<Optional<Instant>> found(String time) {
        return new Fetch.Ok<>(Optional.of(Instant.parse(time)));
    }

    private static String days(VenueRows.Dialect venue, String factor, String... times) {
        return Arrays.stream(times).map(time -> venue.row().formatted(Instant.parse(time).getEpochSecond() + factor))
                .collect(Collectors.joining(","));
    }

    private static Object firstHour(VenueRows.Dialect venue, String days) {
        String months = venue.body(List.of(days(venue, "000", "2026-01-01T00:00:00Z", MONTH)));
        String body = venue.body(List.of(days));
        return VenueRows.outcome(venue.exchange(), uri -> DAYS.matcher(uri).find() ? body : months,
                client -> client.firstHour(VenueRows.listing(venue.exchange(), venue.asset())));
    }
}
