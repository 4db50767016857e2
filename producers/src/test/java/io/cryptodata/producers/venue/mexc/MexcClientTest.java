package io.cryptodata.producers.venue.mexc;

import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.http.HttpTransport;
import io.cryptodata.producers.ratelimit.Charge;
import io.cryptodata.producers.venue.ExchangeClient;
import io.cryptodata.producers.venue.ExchangeClientContract;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.ScriptedExchange;
import io.cryptodata.producers.venue.ScriptedListing;
import io.cryptodata.simulator.venue.Fault;
import io.cryptodata.simulator.venue.mexc.MexcDialect;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MexcClientTest extends ExchangeClientContract {

    @Override
    protected VenueUnderTest open() {
        return new Venue();
    }

    @Test
    void each_endpoint_has_its_own_limit() {
        assertThat(MexcApi.SPOT.listingCharges()).extracting(MexcClientTest::text)
                .containsExactly("10 of spot listing, 500 in PT10S");
        assertThat(MexcApi.CONTRACT.listingCharges()).extracting(MexcClientTest::text)
                .containsExactly("1 of contract listing, 1 in PT5S");
        assertThat(MexcApi.SPOT.candleCharges()).extracting(MexcClientTest::text)
                .containsExactly("1 of spot candles, 500 in PT10S");
        assertThat(MexcApi.CONTRACT.candleCharges()).extracting(MexcClientTest::text)
                .containsExactly("1 of contract candles, 20 in PT2S");
    }

    private static String text(Charge charge) {
        return charge.weight() + " of " + charge.limit().name() + ", " + charge.limit().weight() + " in "
                + charge.limit().period();
    }

    @Test
    void an_invalid_limit_or_market_is_a_programming_error() {
        try (HttpClient http = HttpTransport.newClient()) {
            ExchangeClient client = new MexcClient(
                    ScriptedListing.context(new HttpTransport(http), URI.create("http://127.0.0.1:1")));
            Listing bitcoin = Listing.of(new Market("mexc", "BTC/USDT"), "BTCUSDT", true, "1");
            Listing inverse = Listing.of(new Market("mexc", "BTC/USD:BTC"), "BTC_USD", true, "0");
            Listing elsewhere = Listing.of(new Market("okx", "BTC/USDT"), "BTC-USDT", true, "live");
            assertThatThrownBy(() -> client.hourlyCandles(bitcoin, FIRST_HOUR, 500))
                    .hasMessageContaining("limit must be between 1 and 499");
            assertThatThrownBy(() -> client.hourlyCandles(inverse, FIRST_HOUR, 1)).hasMessageContaining("inverse");
            assertThatThrownBy(() -> client.hourlyCandles(elsewhere, FIRST_HOUR, 1)).hasMessageContaining("okx");
        }
    }

    /// A simulated MEXC.
    private static final class Venue extends ScriptedExchange {
        Venue() {
            super(new MexcDialect(), "NONE", Map.of(Problem.TOO_MANY_REQUESTS_WITHOUT_A_TIME,
                    Fault.Response.json(429, "{\"code\":429,\"msg\":\"Too Many Requests\"}"), Problem.ANOTHER_SCHEMA,
                    Fault.Response.json(200, "{\"success\":true,\"code\":0,\"rows\":[]}")),
                    MexcClient::new);
        }

        @Override
        public boolean reportsSlowDownTime() {
            return false;
        }

        @Override
        public boolean reportsBanTime() {
            return false;
        }
    }
}
