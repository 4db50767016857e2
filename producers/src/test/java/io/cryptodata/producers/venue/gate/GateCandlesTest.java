package io.cryptodata.producers.venue.gate;

import io.cryptodata.domain.candle.RawCandle;
import io.cryptodata.domain.candle.ServedRows;
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
import io.cryptodata.simulator.venue.gate.GateDialect;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

class GateCandlesTest {
    private static final Market SPOT = new Market("gate", "BTC/USDT");
    private static final Market CONTRACT = new Market("gate", "BTC/USDT:USDT");
    private static final Instant MIDNIGHT = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-03-10T12:34:56Z");

    @Test
    void a_page_is_requested_with_both_ends_and_without_a_limit() {
        assertThat(requested(Listing.of(SPOT, "BTC_USDT", true, ""), 10)).containsExactly(
                "/api/v4/spot/candlesticks?currency_pair=BTC_USDT&interval=1h&from=1767225600&to=1767261599");
        assertThat(requested(contract(), 10)).containsExactly(
                "/api/v4/futures/usdt/candlesticks?contract=BTC_USDT&interval=1h&from=1767225600&to=1767261599");
    }

    @Test
    void a_full_page_has_all_of_its_hours() {
        assertThat(rows(Listing.of(SPOT, "BTC_USDT", true, ""), 999)).isEqualTo(999);
        assertThat(rows(contract(), 1500)).isEqualTo(1500);
    }

    @Test
    void more_hours_than_fit_on_a_page_and_inverse_contracts_are_programming_errors() {
        Market inverse = new Market("gate", "BTC/USD:BTC");
        assertThatThrownBy(() -> rows(contract(), 2000)).hasMessageContaining("limit must be between 1 and 1999");
        assertThatThrownBy(() -> rows(Listing.of(inverse, "BTC_USD", true, ""), 1)).hasMessageContaining("inverse");
    }

    @Test
    void a_contract_with_a_bad_row_has_its_other_rows() {
        String row = "{\"t\":%d,\"v\":2,\"c\":\"4\",\"h\":\"5\",\"l\":\"1\",\"o\":\"3\",\"sum\":\"8\"}";
        for (String bad : List.of("null", "[]", "{}", "{\"t\":1767229200}", "{\"t\":\"soon\",\"v\":1}",
                "{\"t\":1767229200,\"v\":1,\"c\":null,\"h\":\"5\",\"l\":\"1\",\"o\":\"3\"}")) {
            String body = "[" + row.formatted(1_767_225_600) + "," + bad + "," + row.formatted(1_767_232_800) + "]";
            try (BodyServer server = new BodyServer(_ -> body); HttpClient http = HttpTransport.newClient()) {
                ServedRows served = DirectRunner
                        .value(client(http, server.url()).hourlyCandles(contract(), MIDNIGHT, 3)).served();
                assertThat(served.rows()).as(bad).extracting(RawCandle::open, RawCandle::volume)
                        .containsExactly(tuple("3", "0.002"), tuple("3", "0.002"));
                assertThat(served.unreadable()).as(bad).singleElement().satisfies(
                        each -> assertThat(each.excerpt()).isEqualTo(bad));
            }
        }
    }

    private static Listing contract() {
        return new Listing(CONTRACT, "BTC_USDT", true, "trading", null, new BigDecimal("0.001"));
    }

    private static int rows(Listing listing, int limit) {
        return with(EveryHour.of(listing.market(), MIDNIGHT.minus(Duration.ofDays(100))),
                client -> DirectRunner.value(client.hourlyCandles(listing, MIDNIGHT, limit)).rows().size());
    }

    private static List<String> requested(Listing listing, int limit) {
        List<String> requested = new CopyOnWriteArrayList<>();
        try (BodyServer server = new BodyServer(uri -> {
            requested.add(uri);
            return "[]";
        }); HttpClient http = HttpTransport.newClient()) {
            DirectRunner.value(client(http, server.url()).hourlyCandles(listing, MIDNIGHT, limit));
        }
        return requested;
    }

    private static <T> T with(CandleSource markets, Function<GateClient, T> use) {
        try (SimulatedVenue gate = new SimulatedVenue(new GateDialect(), markets, SimulatedClock.frozenAt(NOW),
                InstantSource.system());
                VenueServer venues = new VenueServer(0, Map.of("gate", gate));
                HttpClient http = HttpTransport.newClient()) {
            return use.apply(client(http, venues.url("gate")));
        }
    }

    private static GateClient client(HttpClient http, URI url) {
        return new GateClient(ScriptedListing.context(new HttpTransport(http), url));
    }
}
