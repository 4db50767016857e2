package io.cryptodata.producers.venue.bitget;

import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.venue.BaseUrls;
import io.cryptodata.producers.venue.Charge;
import io.cryptodata.producers.venue.ExchangeClient;
import io.cryptodata.producers.venue.ExchangeClientContract;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.Request;
import io.cryptodata.producers.venue.ScriptedVenue;
import io.cryptodata.producers.venue.VenueHttp;
import io.cryptodata.simulator.venue.Fault;
import io.cryptodata.simulator.venue.RowTrouble;
import io.cryptodata.simulator.venue.bitget.BitgetDialect;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BitgetClientTest extends ExchangeClientContract {

    @Override
    protected VenueUnderTest open() {
        return new Venue();
    }

    @Test
    void each_endpoint_has_a_limit_of_its_own_and_the_address_one_for_all() {
        try (HttpClient http = VenueHttp.newClient()) {
            ExchangeClient client = new BitgetClient(new VenueHttp(http),
                    BaseUrls.at(URI.create("http://127.0.0.1:1")));
            assertThat(client.costOf(new Request.ServerTime())).extracting(BitgetClientTest::text)
                    .containsExactly("1 of time, 20 in PT1S", "1 of address, 6000 in PT1M");
            assertThat(client.costOf(new Request.ListingPage("COIN_FUTURES"))).extracting(BitgetClientTest::text)
                    .containsExactly("1 of contracts, 20 in PT1S", "1 of address, 6000 in PT1M");
        }
    }

    private static String text(Charge charge) {
        return charge.weight() + " of " + charge.limit().name() + ", " + charge.limit().weight() + " in "
                + charge.limit().period();
    }

    @Test
    void a_limit_or_a_market_that_it_cannot_ask_for_is_a_programming_error() {
        try (HttpClient http = VenueHttp.newClient()) {
            ExchangeClient client = new BitgetClient(new VenueHttp(http),
                    BaseUrls.at(URI.create("http://127.0.0.1:1")));
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
    private static final class Venue implements VenueUnderTest {
        private final ScriptedVenue bitget = new ScriptedVenue(new BitgetDialect(), Venue::said);

        @Override
        public ExchangeClient client(VenueHttp http) {
            return new BitgetClient(http, BaseUrls.at(bitget.url()));
        }

        @Override
        public String exchange() {
            return BitgetDialect.EXCHANGE;
        }

        @Override
        public String unknownSymbol() {
            return "NONE";
        }

        @Override
        public void nextListingRequest(Trouble trouble) {
            bitget.nextListingRequest(trouble);
        }

        @Override
        public void nextCandleRequest(Trouble trouble) {
            bitget.nextCandleRequest(trouble);
        }

        @Override
        public boolean saysHowLongToSlowDown() {
            return false;
        }

        @Override
        public boolean saysHowLongABanLasts() {
            return false;
        }

        private static Fault said(Trouble trouble) {
            return switch (trouble) {
                case TOO_MANY_REQUESTS -> said(io.cryptodata.simulator.venue.Trouble.TOO_MANY_REQUESTS);
                case TOO_MANY_REQUESTS_WITHOUT_A_TIME ->
                    Fault.Answer.json(200, "{\"code\":\"429\",\"msg\":\"Too Many Requests\"}");
                case BAN -> said(io.cryptodata.simulator.venue.Trouble.BAN);
                case FIREWALL -> said(io.cryptodata.simulator.venue.Trouble.FIREWALL);
                case SERVER_ERROR -> said(io.cryptodata.simulator.venue.Trouble.SERVER_ERROR);
                case HTML_WITH_STATUS_200 -> Fault.Answer.html(200);
                case TRUNCATED -> new Fault.Truncated();
                case ANOTHER_SCHEMA -> Fault.Answer.json(200, "{\"code\":\"00000\",\"data\":{\"rows\":[]}}");
                case EMPTY_PAGE -> new Fault.Rows(RowTrouble.EMPTY);
                case SILENCE -> new Fault.Silence(Duration.ofSeconds(60));
                case RESET -> new Fault.Reset();
                case MAINTENANCE -> said(io.cryptodata.simulator.venue.Trouble.MAINTENANCE);
            };
        }

        private static Fault said(io.cryptodata.simulator.venue.Trouble trouble) {
            return new Fault.Say(trouble, Duration.ofSeconds(7));
        }

        @Override
        public void close() {
            bitget.close();
        }
    }
}
