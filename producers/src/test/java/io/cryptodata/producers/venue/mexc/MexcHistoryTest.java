package io.cryptodata.producers.venue.mexc;

import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.fetch.DirectRunner;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.http.HttpTransport;
import io.cryptodata.producers.http.Response;
import io.cryptodata.producers.venue.CandlePage;
import io.cryptodata.producers.venue.EveryHour;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.ScriptedListing;
import io.cryptodata.simulator.clock.SimulatedClock;
import io.cryptodata.simulator.venue.Fault;
import io.cryptodata.simulator.venue.FaultInjector;
import io.cryptodata.simulator.venue.RequestKind;
import io.cryptodata.simulator.venue.SimulatedVenue;
import io.cryptodata.simulator.venue.VenueServer;
import io.cryptodata.simulator.venue.mexc.MexcDialect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/// Pages of a long history, and MEXC's responses to requests without a whole window.
class MexcHistoryTest {
    private static final Instant NOW = Instant.parse("2024-05-02T06:20:34Z");
    private static final Instant HOUR = Instant.parse("2024-05-02T06:00:00Z");

    private final HttpClient http = HttpTransport.newClient();

    @AfterEach
    void close() {
        http.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"BTC/USDT", "BTC/USDT:USDT", "PEPE/USDC:USDC"})
    void every_hour_is_served_once_from_the_first_to_the_one_in_progress(String asset) {
        Instant first = HOUR.minus(Duration.ofDays(200));
        try (Venue venue = new Venue(EveryHour.of(market(asset), first))) {
            int most = venue.client.maxRows(market(asset));
            Instant from = first;
            for (CandlePage page = venue.page(from, most); !page.rows().isEmpty(); page = venue.page(from, most)) {
                assertThat(timeOf(page.rows().getFirst())).isEqualTo(from);
                assertThat(page.rows().size()).isLessThanOrEqualTo(most);
                assertThat(page.windowEnd()).isEqualTo(from.plus(Duration.ofHours(most)));
                from = timeOf(page.rows().getLast()).plus(Duration.ofHours(1));
            }
            assertThat(from).isEqualTo(HOUR.plus(Duration.ofHours(1)));
            assertThat(venue.venue.budgetExceeded()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"BTC/USDT", "BTC/USDT:USDT"})
    void the_first_day_is_found_in_two_requests(String asset) {
        Instant first = HOUR.minus(Duration.ofDays(2000));
        try (Venue venue = new Venue(EveryHour.of(market(asset), first))) {
            assertThat(DirectRunner.value(venue.client.firstHour(venue.listing)).orElseThrow())
                    .isBetween(first.minus(Duration.ofDays(1)), first);
            assertThat(venue.venue.requests()).isEqualTo(2);
        }
    }

    @Test
    void a_market_without_any_candle_has_no_first_hour_and_no_rows() {
        for (String asset : List.of("BTC/USDT", "BTC/USDT:USDT")) {
            try (Venue venue = new Venue(EveryHour.of(market(asset), HOUR.plus(Duration.ofHours(1))))) {
                assertThat(DirectRunner.value(venue.client.firstHour(venue.listing))).isEmpty();
                assertThat(venue.page(HOUR.minus(Duration.ofHours(5)), 3).rows()).isEmpty();
            }
        }
    }

    @Test
    void volumes_of_contracts_are_contracts_times_their_size_exactly() {
        try (Venue venue = new Venue(EveryHour.of(market("BTC/USDT:USDT"), HOUR.minus(Duration.ofHours(3))))) {
            Listing listed = DirectRunner.value(venue.client.listing()).markets().getFirst();
            assertThat(listed.contractSize()).isEqualTo(new BigDecimal("0.0001"));
            RawCandle row = DirectRunner.value(venue.client.hourlyCandles(listed, HOUR, 1)).rows().getFirst();
            assertThat(row.volume()).isEqualTo("1.5");
            assertThat(row.excerpt()).contains("\"vol\":15000");
        }
    }

    @Test
    void a_page_of_other_hours_is_unreadable() {
        String later = "[[" + HOUR.toEpochMilli() + ",\"1\",\"1\",\"1\",\"1\",\"1\",0,\"1\"]]";
        String seconds = Long.toString(HOUR.getEpochSecond());
        String contract = "{\"success\":true,\"code\":0,\"data\":{\"time\":[" + seconds
                + "],\"open\":[1],\"close\":[1],\"high\":[1],\"low\":[1],\"vol\":[1],\"amount\":[1]}}";
        assertThat(outcomeOf("BTC/USDT", HOUR.minus(Duration.ofDays(30)), later))
                .isInstanceOf(Failure.Unreadable.class);
        assertThat(outcomeOf("BTC/USDT", HOUR.plus(Duration.ofHours(2)), later)).isInstanceOf(Failure.Unreadable.class);
        assertThat(outcomeOf("BTC/USDT:USDT", HOUR.minus(Duration.ofDays(30)), contract))
                .isInstanceOf(Failure.Unreadable.class);
        assertThat(outcomeOf("BTC/USDT:USDT", HOUR, contract)).isInstanceOf(Fetch.Ok.class);
    }

    private Object outcomeOf(String asset, Instant from, String body) {
        try (Venue venue = new Venue(EveryHour.of(market(asset), HOUR))) {
            FaultInjector.Queued script = new FaultInjector.Queued(RequestKind.CANDLES);
            script.add(Fault.Response.json(200, body));
            venue.venue.inject(script);
            return DirectRunner.outcome(venue.client.hourlyCandles(venue.listing, from, 10));
        }
    }

    @Test
    void a_spot_start_without_an_end_returns_the_newest_rows() throws Exception {
        Instant first = HOUR.minus(Duration.ofDays(100));
        try (Venue venue = new Venue(EveryHour.of(market("BTC/USDT"), first))) {
            String body = venue.get("/api/v3/klines?symbol=BTCUSDT&interval=60m&startTime=" + first.toEpochMilli()
                    + "&limit=1000");
            assertThat(body).startsWith("[[" + HOUR.minus(Duration.ofHours(499)).toEpochMilli());
        }
    }

    @Test
    void a_spot_end_is_exclusive() throws Exception {
        Instant first = HOUR.minus(Duration.ofDays(1));
        try (Venue venue = new Venue(EveryHour.of(market("BTC/USDT"), first))) {
            String query = "/api/v3/klines?symbol=BTCUSDT&interval=60m&startTime=" + first.toEpochMilli()
                    + "&endTime=";
            assertThat(venue.get(query + first.plus(Duration.ofHours(1)).toEpochMilli())).startsWith("[[")
                    .doesNotContain("],[");
        }
    }

    @Test
    void a_contract_start_without_an_end_returns_two_thousand_and_one_rows_from_it_on() throws Exception {
        Instant first = HOUR.minus(Duration.ofDays(100));
        try (Venue venue = new Venue(EveryHour.of(market("BTC/USDT:USDT"), first))) {
            String body = venue.get("/api/v1/contract/kline/BTC_USDT?interval=Min60&start=" + first.getEpochSecond());
            assertThat(body).contains("\"time\":[" + first.getEpochSecond() + ",",
                    "," + first.plus(Duration.ofHours(2000)).getEpochSecond() + "],");
        }
    }

    private static Market market(String asset) {
        return new Market("mexc", asset);
    }

    private static Instant timeOf(RawCandle row) {
        return Instant.ofEpochMilli(row.openTime());
    }

    /// A simulated MEXC with one market, and a client.
    private final class Venue implements AutoCloseable {
        private final SimulatedVenue venue;
        private final VenueServer venues;
        private final MexcClient client;
        private final Listing listing;

        Venue(EveryHour source) {
            venue = new SimulatedVenue(new MexcDialect(), source, SimulatedClock.frozenAt(NOW),
                    InstantSource.system());
            venues = new VenueServer(0, Map.of("mexc", venue));
            client = new MexcClient(ScriptedListing.context(new HttpTransport(http), venues.url("mexc")));
            listing = Listing.of(source.listed().market(), new MexcDialect().symbolOf(source.listed()), true, "1");
        }

        CandlePage page(Instant from, int limit) {
            return DirectRunner.value(client.hourlyCandles(listing, from, limit));
        }

        String get(String pathAndQuery) {
            return new HttpTransport(http).get(URI.create(venues.url("mexc") + pathAndQuery),
                    Map.of()) instanceof Response response ? response.body() : "";
        }

        @Override
        public void close() {
            venue.close();
            venues.close();
        }
    }
}
