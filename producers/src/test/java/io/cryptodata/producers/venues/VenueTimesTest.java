package io.cryptodata.producers.venues;

import io.cryptodata.domain.candle.PageVerdict;
import io.cryptodata.producers.fetch.DirectRunner;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.fetch.Fetch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static io.cryptodata.producers.venues.VenueRows.FROM;
import static org.assertj.core.api.Assertions.assertThat;

/// The unit of every time of every venue follows from its range.
class VenueTimesTest {
    private static final Path VENUES = Path.of(System.getProperty("repository.root", ".."), "producers", "src", "main",
            "java", "io", "cryptodata", "producers", "venue");
    private static final Pattern OWN_CONVERSION = Pattern
            .compile("Instant[.:]+ofEpoch|openTime\\(\\) *[<>=]|wholeNumber\\([^;]*[tT]ime");

    @Test
    void no_venue_converts_or_compares_times_itself() throws IOException {
        List<Path> sources;
        try (Stream<Path> files = Files.walk(VENUES)) {
            sources = files.filter(file -> file.toString().endsWith(".java") && !VENUES.equals(file.getParent()))
                    .toList();
        }
        assertThat(sources).hasSizeGreaterThan(30);
        for (Path source : sources) {
            assertThat(OWN_CONVERSION.matcher(Files.readString(source)).find())
                    .as("%s converts a time itself: use Times, MarketFields or VenueTimestamp", source).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"binance|{\"serverTime\":%s}",
            "bybit|{\"retCode\":0,\"result\":{},\"time\":%s}",
            "okx|{\"code\":\"0\",\"data\":[{\"ts\":%s}]}",
            "bitget|{\"code\":\"00000\",\"data\":{\"serverTime\":%s}}", "mexc|{\"serverTime\":%s}",
            "kucoin|{\"code\":\"200000\",\"data\":%s}", "gate|{\"server_time\":%s}",
            "kraken|{\"error\":[],\"result\":{\"unixtime\":%s}}"})
    void a_clock_is_read_in_any_unit_and_is_unreadable_out_of_range(String exchange, String body) {
        for (String time : List.of("1767225600", "1767225600000", "\"1767225600000000\"", "1767225600000000000",
                "1767225600.0004", "\"1767225600000.5\"", "1.7672256E12")) {
            assertThat(clock(exchange, body.formatted(time))).as(time).isEqualTo(new Fetch.Ok<>(FROM));
        }
        for (String time : List.of("0", "7", "null", "-1767225600", "\"soon\"", "{}", "[]", "17672256000", "1e99",
                "230000000")) {
            assertThat(clock(exchange, body.formatted(time))).as(time).isInstanceOf(Failure.Unreadable.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"1767225600", "1767225600000", "1767225600000000", "1767225600000000000", "1767225600000.0"})
    void a_first_hour_is_read_in_any_unit(String time) {
        for (VenueRows.Dialect venue : VenueRows.BY_ROWS) {
            if (!venue.asset().endsWith(":USDT") || !venue.exchange().equals("bitget")) {
                assertThat(firstHour(venue, venue.row().formatted(time))).as(venue.toString())
                        .isEqualTo(new Fetch.Ok<>(Optional.of(FROM)));
            }
        }
    }

    @Test
    void a_page_of_first_hours_without_a_valid_time_is_unreadable_and_a_bad_row_moves_the_hour_back() {
        for (VenueRows.Dialect venue : VenueRows.BY_ROWS) {
            if (!venue.asset().endsWith(":USDT") || !venue.exchange().equals("bitget")) {
                for (String row : List.of("null", "[7]", venue.row().formatted("5000000000000000000"))) {
                    assertThat(firstHour(venue, row)).as(row)
                            .isInstanceOf(Failure.Unreadable.class);
                }
                assertThat(firstHour(venue, "null," + venue.row(0))).as(venue.toString())
                        .isEqualTo(new Fetch.Ok<>(Optional.of(Instant.parse("2025-12-01T00:00:00Z"))));
            }
        }
    }

    @Test
    void rows_before_the_window_in_any_unit_are_dropped_and_counted() {
        for (String factor : List.of("", "000", "000000")) {
            String row = "[\"1767222000%s\",\"1\",\"1\",\"1\",\"1\",\"1\",\"1\",\"1\"]".formatted(factor);
            PageVerdict.Judged page = VenueRows.judged("bitget", "BTC/USDT",
                    "{\"code\":\"00000\",\"requestTime\":1767268800000,\"data\":[" + row + "]}");
            assertThat(page.accepted()).isEmpty();
            assertThat(page.coveredTo()).as(factor).isEqualTo(FROM.getEpochSecond() / 3600);
        }
    }

    private static Object clock(String exchange, String body) {
        return VenueRows.with(exchange, _ -> body, venue -> DirectRunner.outcome(venue.listing().serverTime()));
    }

    private static Object firstHour(VenueRows.Dialect venue, String rows) {
        return VenueRows.outcome(venue.exchange(), venue.body(List.of(rows)),
                client -> client.firstHour(VenueRows.listing(venue.exchange(), venue.asset())));
    }
}
