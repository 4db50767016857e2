package io.cryptodata.producers.venue.binance;

import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.venue.ExchangeClient;
import io.cryptodata.producers.venue.ExchangeClientContract;
import io.cryptodata.producers.fetch.Fetch;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.ScriptedExchange;
import io.cryptodata.producers.http.HttpTransport;
import io.cryptodata.simulator.venue.Fault;
import io.cryptodata.simulator.venue.binance.BinanceDialect;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BinanceClientTest extends ExchangeClientContract {

    @Override
    protected VenueUnderTest open() {
        return new Venue();
    }

    @Test
    void tells_what_the_venue_says_we_have_used() {
        try (Venue venue = new Venue(); HttpClient http = HttpTransport.newClient()) {
            List<String> told = new ArrayList<>();
            ExchangeClient client = new BinanceClient(new HttpTransport(http), BaseUrls.at(venue.url()),
                    (limit, used) -> told.add(limit.name() + " " + used));
            client.serverTime();
            client.listing("");
            client.listing("LINEAR");
            assertThat(told).containsExactly("spot weight 1", "spot weight 21", "linear weight 1");
        }
    }

    @Test
    void nobody_listening_is_unavailable() {
        Venue venue = new Venue();
        URI nobody = venue.url();
        venue.close();
        try (HttpClient http = HttpTransport.newClient()) {
            assertThat(new BinanceClient(new HttpTransport(http), BaseUrls.at(nobody), (limit, used) -> {}).serverTime())
                    .isInstanceOfSatisfying(Fetch.Unavailable.class,
                            unavailable -> assertThat(unavailable.reason()).contains(nobody.toString()));
        }
    }

    @Test
    void a_wrong_base_address_is_rejected() {
        try (Venue venue = new Venue(); HttpClient http = HttpTransport.newClient()) {
            assertThat(new BinanceClient(new HttpTransport(http), BaseUrls.at(venue.url().resolve("/binance/elsewhere")),
                    (limit, used) -> {})
                    .serverTime())
                    .isInstanceOf(Fetch.Rejected.class);
        }
    }

    @Test
    void a_limit_or_a_market_that_it_cannot_ask_for_is_a_programming_error() {
        try (HttpClient http = HttpTransport.newClient()) {
            ExchangeClient client = new BinanceClient(new HttpTransport(http),
                    BaseUrls.at(URI.create("http://127.0.0.1:1")),
                    (limit, used) -> {});
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
            super(new BinanceDialect(), "NONE", Map.of(Trouble.MAINTENANCE,
                    Fault.Response.json(200, "{\"code\":1,\"msg\":\"System is under maintenance.\"}")),
                    (http, url) -> new BinanceClient(http, BaseUrls.at(url), (limit, used) -> {}));
        }
    }
}
