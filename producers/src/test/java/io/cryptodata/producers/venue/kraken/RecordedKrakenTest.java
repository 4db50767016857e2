package io.cryptodata.producers.venue.kraken;

import io.cryptodata.domain.market.Market;
import io.cryptodata.producers.http.JsonBody;
import io.cryptodata.producers.http.UnreadableBody;
import io.cryptodata.producers.venue.Listing;
import io.cryptodata.producers.venue.Recorded;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/// Recorded bodies of Kraken.
class RecordedKrakenTest {

    @Test
    void a_whole_listing_is_read_but_for_its_eleven_dark_pools() throws UnreadableBody {
        List<Listing> listings = KrakenPayloads.listing(
                JsonBody.tree(Recorded.text("recorded/kraken/listing.api.kraken.com_0_public_AssetPairs.json")))
                .markets();
        assertThat(listings.stream().map(Listing::market).distinct()).hasSize(304 - 11);
        assertThat(listings).contains(Listing.of(new Market("kraken", "BTC/USD"), "XXBTZUSD", true, "online"));
    }

    @Test
    void a_listing_from_before_clean_names_has_the_same_symbols() throws UnreadableBody {
        List<Listing> listings = KrakenPayloads.listing(
                JsonBody.tree(Recorded.text("recorded/kraken/vcr.api.kraken.com_0_public_AssetPairs.json"))).markets();
        assertThat(listings.stream().map(Listing::market).distinct()).hasSize(47);
        assertThat(listings).extracting(one -> one.market().asset()).contains("BTC/USD", "DOGE/BTC", "ETH/JPY",
                "USDT/USD", "GNO/ETH", "REPV1/EUR");
    }

    @Test
    void tokenised_shares_are_listed_too() throws UnreadableBody {
        assertThat(KrakenPayloads
                .listing(JsonBody.tree(Recorded.text("recorded/kraken/nautilus.http_asset_pairs_tokenized.json")))
                .markets())
                .singleElement().satisfies(one -> assertThat(one.market().asset()).isEqualTo("AAPLX/USD"));
    }

    @Test
    void server_times_are_read() throws UnreadableBody {
        assertThat(KrakenPayloads
                .serverTime(JsonBody.tree(Recorded.text("recorded/kraken/nautilus.http_server_time.json"))))
                .isEqualTo(Instant.ofEpochSecond(1_762_820_224));
        assertThat(KrakenPayloads
                .serverTime(JsonBody.tree(Recorded.text("recorded/kraken/xchange.example-servertime-data.json"))))
                .isEqualTo(Instant.ofEpochSecond(1_391_835_876));
    }
}
