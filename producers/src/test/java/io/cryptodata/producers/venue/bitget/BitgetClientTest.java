package io.cryptodata.producers.venue.bitget;

import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.http.HttpTransport;
import io.cryptodata.producers.ratelimit.Charge;
import io.cryptodata.producers.venue.ExchangeClient;
import io.cryptodata.producers.venue.ExchangeClientContract;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.ScriptedExchange;
import io.cryptodata.producers.venue.ScriptedListing;
import io.cryptodata.simulator.venue.Fault;
import io.cryptodata.simulator.venue.bitget.BitgetDialect;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BitgetClientTest extends ExchangeClientContract {

    @Override
    protected VenueUnderTest open() {
        return new Venue();
    }

    @Test
    void each_endpoint_has_its_own_limit_and_the_address_one_for_all() {
        assertThat(BitgetEndpoint.TIME.charges()).extracting(BitgetClientTest::text)
                .containsExactly("1 of time, 20 in PT1S", "1 of address, 6000 in PT1M");
        assertThat(BitgetApi.COIN_FUTURES.listing().charges()).extracting(BitgetClientTest::text)
                .containsExactly("1 of contracts, 20 in PT1S", "1 of address, 6000 in PT1M");
    }

    private static String text(Charge charge) {
        return charge.weight() + " of " + charge.limit().name() + ", " + charge.limit().weight() + " in "
                + charge.limit().period();
    }

    @Test
    void an_invalid_limit_or_market_is_a_programming_error() {
        try (HttpClient http = HttpTransport.newClient()) {
            ExchangeClient client = new BitgetClient(
                    ScriptedListing.context(new HttpTransport(http), URI.create("http://127.0.0.1:1")));
            Listing bitcoin = Listing.of(new Market("bitget", "BTC/USDT"), "BTCUSDT", true, "online");
            Listing inverse = Listing.of(new Market("bitget", "BTC/USD:BTC"), "BTCUSD", true, "normal");
            Listing elsewhere = Listing.of(new Market("okx", "BTC/USDT"), "BTC-USDT", true, "live");
            assertThatThrownBy(() -> client.hourlyCandles(bitcoin, FIRST_HOUR, 721))
                    .hasMessageContaining("limit must be between 1 and 720");
            assertThatThrownBy(() -> client.hourlyCandles(inverse, FIRST_HOUR, 1)).hasMessageContaining("inverse");
            assertThatThrownBy(() -> client.hourlyCandles(elsewhere, FIRST_HOUR, 1)).hasMessageContaining("okx");
        }
    }

    /// A simulated Bitget.
    private static final class Venue extends ScriptedExchange {
        Venue() {
            super(new BitgetDialect(), "NONE", Map.of(Problem.TOO_MANY_REQUESTS_WITHOUT_A_TIME,
                    Fault.Response.json(200, "{\"code\":\"429\",\"msg\":\"Too Many Requests\"}"),
                    Problem.ANOTHER_SCHEMA,
                    Fault.Response.json(200, "{\"code\":\"00000\",\"data\":{\"rows\":[]}}")),
                    BitgetClient::new);
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
