package io.cryptodata.producers.venue.kucoin;

import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.http.UnreadableBody;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.Recorded;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/// Recorded bodies of KuCoin.
class RecordedKucoinTest {

    @Test
    void a_whole_listing_is_read() throws UnreadableBody {
        List<Listing> listings = KucoinPayloads.listing(
                JsonBody.tree(Recorded.text("recorded/kucoin/listing.api.kucoin.com_api_v1_symbols.json")),
                KucoinApi.SPOT).markets();
        assertThat(listings).hasSize(634).anyMatch(one -> !one.tradable());
        assertThat(listings).doesNotHaveDuplicates()
                .contains(Listing.of(new Market("kucoin", "ETH/BTC"), "ETH-BTC", true, "enableTrading=true"))
                .contains(Listing.of(new Market("kucoin", "WAXP/USDT"), "WAX-USDT", true, "enableTrading=true"));
        assertThat(listings.stream().map(Listing::market).distinct()).hasSize(634);
    }

    @Test
    void an_older_and_a_younger_listing_are_read_too() throws UnreadableBody {
        assertThat(KucoinPayloads.listing(
                JsonBody.tree(Recorded.text("recorded/kucoin/vcr.openapi_v2.kucoin.com_api_v1_symbols.json")),
                KucoinApi.SPOT).markets())
                .hasSizeGreaterThan(300);
        assertThat(KucoinPayloads.listing(
                JsonBody.tree(Recorded.sample("recorded/kucoin/jkorf.Spot.ExchangeData.GetSymbols.txt")),
                KucoinApi.SPOT).markets()).extracting(one -> one.market().asset())
                .containsExactly("XLM/USDT", "VET/USDT");
    }
}
