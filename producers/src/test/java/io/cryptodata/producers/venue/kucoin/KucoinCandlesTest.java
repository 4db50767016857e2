package io.cryptodata.producers.venue.kucoin;

import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.fetch.DirectRunner;
import io.cryptodata.producers.http.HttpTransport;
import io.cryptodata.producers.venue.BodyServer;
import io.cryptodata.producers.venue.EveryHour;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.ScriptedListing;
import io.cryptodata.simulator.clock.SimulatedClock;
import io.cryptodata.simulator.market.CandleSource;
import io.cryptodata.simulator.venue.SimulatedVenue;
import io.cryptodata.simulator.venue.VenueServer;
import io.cryptodata.simulator.venue.kucoin.KucoinDialect;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KucoinCandlesTest {
    private static final Market SPOT = new Market("kucoin", "BTC/USDT");
    private static final Market CONTRACT = new Market("kucoin", "BTC/USDT:USDT");
    private static final Instant MIDNIGHT = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-03-10T12:34:56Z");

    @Test
    void a_page_is_requested_with_both_ends_by_the_venues_own_name() {
        assertThat(requested(Listing.of(SPOT, "BCHSV-USDT", true, ""), 10))
                .containsExactly(
                        "/api/v1/market/candles?symbol=BCHSV-USDT&startAt=1767225600&endAt=1767261600&type=1hour");
        assertThat(requested(Listing.of(CONTRACT, "XBTUSDTM", true, ""), 10)).containsExactly(
                "/api/v1/kline/query?symbol=XBTUSDTM&granularity=60&from=1767225600000&to=1767261599999");
    }

    @Test
    void a_full_page_has_all_of_its_hours() {
        assertThat(rows(Listing.of(SPOT, "BTC-USDT", true, ""), 1499)).isEqualTo(1499);
        assertThat(rows(contract(), 199)).isEqualTo(199);
    }

    @Test
    void more_hours_than_fit_on_a_page_and_inverse_contracts_are_programming_errors() {
        Market inverse = new Market("kucoin", "BTC/USD:BTC");
        assertThatThrownBy(() -> rows(contract(), 200)).hasMessageContaining("limit must be between 1 and 199");
        assertThatThrownBy(() -> rows(Listing.of(inverse, "XBTUSDM", true, ""), 1)).hasMessageContaining("inverse");
    }

    @Test
    void the_first_day_of_a_contract_is_found_whenever_it_was_listed() {
        for (String day : List.of("2019-07-15", "2022-10-25", "2022-10-26", "2024-05-17", "2026-03-10")) {
            Instant first = Instant.parse(day + "T09:00:00Z");
            assertThat(firstHour(first)).as(day).contains(first.minus(Duration.ofHours(9)));
        }
    }

    @Test
    void a_contract_without_candles_has_no_first_hour() {
        assertThat(firstHour(NOW.plus(Duration.ofDays(1)))).isEmpty();
    }

    private static Optional<Instant> firstHour(Instant first) {
        return with(EveryHour.of(CONTRACT, first), client -> DirectRunner.value(client.firstHour(contract())));
    }

    private static Listing contract() {
        return new Listing(CONTRACT, "XBTUSDTM", true, "Open", null, new BigDecimal("0.001"));
    }

    private static int rows(Listing listing, int limit) {
        return with(EveryHour.of(listing.market(), MIDNIGHT.minus(Duration.ofDays(100))),
                client -> DirectRunner.value(client.hourlyCandles(listing, MIDNIGHT, limit)).rows().size());
    }

    private static List<String> requested(Listing listing, int limit) {
        List<String> requested = new CopyOnWriteArrayList<>();
        try (BodyServer server = new BodyServer(uri -> {
            requested.add(uri);
            return "{\"code\":\"200000\",\"data\":[]}";
        }); HttpClient http = HttpTransport.newClient()) {
            DirectRunner.value(client(http, server.url()).hourlyCandles(listing, MIDNIGHT, limit));
        }
        return requested;
    }

    private static <T> T with(CandleSource markets, Function<KucoinClient, T> use) {
        try (SimulatedVenue kucoin = new SimulatedVenue(new KucoinDialect(), markets, SimulatedClock.frozenAt(NOW),
                InstantSource.system());
                VenueServer venues = new VenueServer(0, Map.of("kucoin", kucoin));
                HttpClient http = HttpTransport.newClient()) {
            return use.apply(client(http, venues.url("kucoin")));
        }
    }

    private static KucoinClient client(HttpClient http, URI url) {
        return new KucoinClient(ScriptedListing.context(new HttpTransport(http), url));
    }
}
