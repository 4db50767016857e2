package io.cryptodata.producers.venue.gate;

import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.http.UnreadableBody;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.Recorded;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/// Recorded bodies of Gate.io.
class RecordedGateTest {

    @Test
    void a_whole_listing_of_spot_markets_is_read() throws UnreadableBody {
        List<Listing> listings = GatePayloads.listing(
                JsonBody.tree(Recorded.text("recorded/gate/listing.api.gateio.ws_api_v4_spot_currency_pairs.json")),
                GateApi.SPOT).markets();
        assertThat(listings.stream().map(Listing::market).distinct()).hasSize(1458);
        assertThat(listings.stream().filter(Listing::tradable)).hasSize(1408);
    }

    @Test
    void a_whole_listing_of_contracts_is_read() throws UnreadableBody {
        List<Listing> listings = GatePayloads.listing(
                JsonBody.tree(Recorded.text("recorded/gate/listing.api.gateio.ws_api_v4_futures_usdt_contracts.json")),
                GateApi.USDT).markets();
        assertThat(listings.stream().map(Listing::market).distinct()).hasSize(302);
        assertThat(listings.stream().filter(one -> !one.tradable())).singleElement()
                .satisfies(one -> assertThat(one.venueSymbol()).isEqualTo("COCOS_USDT"));
        assertThat(listings).anySatisfy(one -> {
            assertThat(one.market().asset()).isEqualTo("BTC/USDT:USDT");
            assertThat(one.contractSize()).isEqualTo(new BigDecimal("0.0001"));
        });
    }

    @Test
    void samples_of_the_documentation_are_read_too() throws UnreadableBody {
        assertThat(GatePayloads.listing(
                JsonBody.tree(Recorded.sample("recorded/gate/jkorf.PerpetualFutures.ExchangeData.GetContracts.txt")),
                GateApi.USDT).markets())
                .singleElement().satisfies(one -> assertThat(one.tradable()).isTrue());
        assertThat(GatePayloads.listing(
                JsonBody.tree(Recorded.sample("recorded/gate/jkorf.Spot.ExchangeData.GetSymbols.txt")),
                GateApi.SPOT).markets()).singleElement().satisfies(one -> assertThat(one.listedAt()).isNotNull());
    }
}
