package io.cryptodata.producers.venue.kraken;

import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.fetch.DirectRunner;
import io.cryptodata.producers.http.HttpTransport;
import io.cryptodata.producers.venue.BodyServer;
import io.cryptodata.producers.venue.CandlePage;
import io.cryptodata.producers.venue.EveryHour;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.ScriptedListing;
import io.cryptodata.simulator.clock.SimulatedClock;
import io.cryptodata.simulator.venue.SimulatedVenue;
import io.cryptodata.simulator.venue.VenueServer;
import io.cryptodata.simulator.venue.kraken.KrakenDialect;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KrakenCandlesTest {
    private static final Market BITCOIN = new Market("kraken", "BTC/USDT");
    private static final Listing LISTING = Listing.of(BITCOIN, "XBTUSDT", true, "online");
    private static final Instant NOW = Instant.parse("2026-03-10T12:34:56Z");
    private static final Instant OLDEST = Instant.parse("2026-02-08T12:00:00Z");

    @Test
    void the_newest_720_hours_are_served_whatever_is_requested() {
        with(NOW.minus(Duration.ofDays(100)), client -> {
            CandlePage page = DirectRunner.value(client.hourlyCandles(LISTING, OLDEST, 720));
            assertThat(page.rows()).hasSize(720).first().extracting(RawCandle::openTime)
                    .isEqualTo(OLDEST.getEpochSecond() * 1000);
            assertThat(page.windowEnd()).isEqualTo(OLDEST.plus(Duration.ofHours(720)));
            return page;
        });
    }

    @Test
    void rows_after_the_window_are_dropped_and_counted() {
        with(NOW.minus(Duration.ofDays(100)), client -> {
            CandlePage page = DirectRunner.value(client.hourlyCandles(LISTING, OLDEST, 20));
            assertThat(page.rows()).hasSize(20);
            assertThat(page.served().dropped()).isEqualTo(701);
            return page;
        });
    }

    @Test
    void the_first_hour_is_the_first_day_of_a_market_that_is_younger_than_two_years() {
        assertThat(firstHour(Instant.parse("2025-12-17T16:00:00Z"))).isEqualTo(Instant.parse("2025-12-17T00:00:00Z"));
        assertThat(firstHour(Instant.parse("2024-05-01T16:00:00Z"))).isEqualTo(Instant.parse("2024-05-01T00:00:00Z"));
    }

    @Test
    void the_first_hour_of_an_older_market_is_its_first_week() {
        assertThat(firstHour(Instant.parse("2024-01-03T16:00:00Z"))).isEqualTo(Instant.parse("2024-01-01T00:00:00Z"));
    }

    @Test
    void the_first_hour_of_a_market_with_more_than_720_weeks_is_the_first_of_fifteen_days() {
        List<String> requested = new CopyOnWriteArrayList<>();
        try (BodyServer server = new BodyServer(uri -> {
            requested.add(uri);
            return uri.contains("interval=21600") ? body(2, 21_600) : body(721, uri.contains("=1440") ? 1440 : 10_080);
        }); HttpClient http = HttpTransport.newClient()) {
            assertThat(DirectRunner.value(client(http, server.url()).firstHour(LISTING)))
                    .contains(Instant.parse("2000-01-02T00:00:00Z").plus(Duration.ofDays(3650)));
        }
        assertThat(requested).containsExactly("/0/public/OHLC?pair=XBTUSDT&interval=1440",
                "/0/public/OHLC?pair=XBTUSDT&interval=10080", "/0/public/OHLC?pair=XBTUSDT&interval=21600");
    }

    @Test
    void more_hours_than_kraken_serves_are_a_programming_error() {
        try (HttpClient http = HttpTransport.newClient()) {
            KrakenClient client = client(http, URI.create("http://127.0.0.1:1"));
            assertThatThrownBy(() -> client.hourlyCandles(LISTING, OLDEST, 721))
                    .hasMessageContaining("limit must be between 1 and 720");
        }
    }

    private static Instant firstHour(Instant first) {
        return with(first, client -> DirectRunner.value(client.firstHour(LISTING)).orElseThrow());
    }

    private static <T> T with(Instant first, Function<KrakenClient, T> use) {
        try (SimulatedVenue kraken = new SimulatedVenue(new KrakenDialect(100), EveryHour.of(BITCOIN, first),
                SimulatedClock.frozenAt(NOW), InstantSource.system());
                VenueServer venues = new VenueServer(0, Map.of("kraken", kraken));
                HttpClient http = HttpTransport.newClient()) {
            return use.apply(client(http, venues.url("kraken")));
        }
    }

    private static KrakenClient client(HttpClient http, URI url) {
        return new KrakenClient(ScriptedListing.context(new HttpTransport(http), url));
    }

    private static String body(int rows, int minutes) {
        long first = Instant.parse("2000-01-02T00:00:00Z").plus(Duration.ofDays(3650)).getEpochSecond();
        return IntStream.range(0, rows)
                .mapToObj(row -> "[%d,\"1\",\"1\",\"1\",\"1\",\"1\",\"1\",1]".formatted(first + row * 60L * minutes))
                .collect(Collectors.joining(",", "{\"error\":[],\"result\":{\"XBTUSDT\":[", "],\"last\":1}}"));
    }
}
