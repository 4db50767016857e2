package io.cryptodata.producers.venue.binance;

import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.fetch.DirectRunner;
import io.cryptodata.producers.fetch.Failure;
import io.cryptodata.producers.http.HttpTransport;
import io.cryptodata.producers.ratelimit.RequestBudget;
import io.cryptodata.producers.ratelimit.Share;
import io.cryptodata.producers.ratelimit.SteppedTime;
import io.cryptodata.producers.ratelimit.WallTime;
import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.venue.ExchangeClient;
import io.cryptodata.producers.venue.ExchangeClientContract;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.ScriptedExchange;
import io.cryptodata.producers.venue.ScriptedListing;
import io.cryptodata.producers.venue.VenueContext;
import io.cryptodata.simulator.venue.Fault;
import io.cryptodata.simulator.venue.binance.BinanceDialect;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Instant;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BinanceClientTest extends ExchangeClientContract {

    @Override
    protected VenueUnderTest open() {
        return new Venue();
    }

    @Test
    void the_weight_that_the_venue_reports_corrects_the_budget() {
        try (Venue venue = new Venue(); HttpClient http = HttpTransport.newClient()) {
            RequestBudget budget = new RequestBudget(Share.WHOLE, SteppedTime.of(() -> Instant.EPOCH));
            ExchangeClient client = new BinanceClient(
                    new VenueContext(new HttpTransport(http), BaseUrls.at(venue.url()), budget,
                            ScriptedListing.clock(WallTime.real())));
            int spot = budget.free(BinanceApi.SPOT.limit());
            int linear = budget.free(BinanceApi.LINEAR.limit());
            DirectRunner.value(client.serverTime());
            assertThat(spot - budget.free(BinanceApi.SPOT.limit())).isEqualTo(1);
            DirectRunner.value(client.listing());
            assertThat(spot - budget.free(BinanceApi.SPOT.limit())).isEqualTo(21);
            assertThat(linear - budget.free(BinanceApi.LINEAR.limit())).isEqualTo(1);
        }
    }

    @Test
    void a_refused_connection_is_unavailable() {
        Venue venue = new Venue();
        URI closed = venue.url();
        venue.close();
        try (HttpClient http = HttpTransport.newClient()) {
            assertThat(DirectRunner.outcome(clientAt(http, closed).serverTime())).isInstanceOfSatisfying(
                    Failure.Unavailable.class,
                    unavailable -> assertThat(unavailable.reason()).contains(closed.toString()));
        }
    }

    @Test
    void a_wrong_base_address_is_rejected() {
        try (Venue venue = new Venue(); HttpClient http = HttpTransport.newClient()) {
            assertThat(DirectRunner.outcome(clientAt(http, venue.url().resolve("/binance/elsewhere")).serverTime()))
                    .isInstanceOf(Failure.Rejected.class);
        }
    }

    private static ExchangeClient clientAt(HttpClient http, URI url) {
        return new BinanceClient(ScriptedListing.context(new HttpTransport(http), url));
    }

    @Test
    void an_invalid_limit_or_market_is_a_programming_error() {
        try (HttpClient http = HttpTransport.newClient()) {
            ExchangeClient client = clientAt(http, URI.create("http://127.0.0.1:1"));
            Listing bitcoin = Listing.of(new Market("binance", "BTC/USDT"), "BTCUSDT", true, "TRADING");
            Listing elsewhere = Listing.of(new Market("okx", "BTC/USDT"), "BTC-USDT", true, "live");
            assertThatThrownBy(() -> client.hourlyCandles(bitcoin, FIRST_HOUR, 1001))
                    .hasMessageContaining("limit must be between 1 and 1000");
            assertThatThrownBy(() -> client.hourlyCandles(elsewhere, FIRST_HOUR, 1)).hasMessageContaining("okx");
        }
    }

    /// A simulated Binance.
    private static final class Venue extends ScriptedExchange {
        Venue() {
            super(new BinanceDialect(), "NONE", Map.of(Problem.MAINTENANCE,
                    Fault.Response.json(200, "{\"code\":1,\"msg\":\"System is under maintenance.\"}")),
                    BinanceClient::new);
        }
    }
}
